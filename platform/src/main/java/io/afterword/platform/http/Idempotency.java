package io.afterword.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.secret.Seal;
import io.afterword.platform.secret.SessionSecret;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Runs a creation once per {@code Idempotency-Key}. The key, a hash of the request and the answer
 * are written in the transaction of the work itself, so there is no moment in which the work is
 * done and the answer forgotten. A second request with the same key waits for the first at the
 * key's row and then gives the first answer again; when the first one failed, the second does the
 * work. A key belongs to its caller and operation and is kept for {@link #KEPT}.
 *
 * <p>Hash and answer are sealed with a key that the database does not have: the answer may be a new
 * API key, and the hash could tell a password to whoever tries many.
 */
@ApplicationScoped
public class Idempotency {
  /** How long a key is remembered, as the API's documents promise. */
  static final Duration KEPT = Duration.ofHours(24);

  private static final int MAX_KEY_LENGTH = 255;

  /** Takes a free or expired key; waits here for a twin that holds it. No row: the key is used. */
  private static final String TAKE =
      """
      insert into idempotency_key as k (caller, operation, key, created_at)
      values (:caller, :operation, :key, :now)
      on conflict (caller, operation, key) do update
        set created_at = excluded.created_at, answer = null
        where k.created_at <= :expired
      """;

  private static final String KEEP =
      """
      update idempotency_key set answer = :answer
      where caller = :caller and operation = :operation and key = :key
      """;

  private static final String FIRST =
      """
      select answer from idempotency_key
      where caller = :caller and operation = :operation and key = :key
      """;

  private final ObjectMapper json;
  private final ObjectWriter canonical;
  private final Clock clock;
  private final CallerId caller;
  private final Seal seal;

  Idempotency(ObjectMapper json, Clock clock, CallerId caller, SessionSecret secret) {
    this.json = json;
    this.canonical = json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    this.clock = clock;
    this.caller = caller;
    this.seal = new Seal(secret.keyFor("kept answer"));
  }

  /** A key in use: it means nothing to another caller or another operation. */
  private record Used(String caller, String operation, String key) {
    /** An answer that is moved to another row opens no more. */
    byte[] sealedFor() {
      return String.join("\0", caller, operation, key).getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * @param key the {@code Idempotency-Key} header; without one the work simply runs
   * @param operation the operationId, with ids of the path where there are any
   * @param request the request as read; equal requests have equal JSON
   * @param work runs in the transaction; its failure rolls back the key as well
   */
  public <T> Uni<RestResponse<?>> once(
      @Nullable String key,
      String operation,
      Object request,
      Function<Mutiny.Session, Uni<Created<T>>> work) {
    if (key == null) {
      return inTransaction(session -> work.apply(session).map(this::answer));
    }
    String checkedKey = checked(key);
    String hash = hash(request);
    return caller
        .get()
        .map(by -> new Used(by, operation, checkedKey))
        .chain(used -> inTransaction(session -> onceIn(session, used, hash, work)));
  }

  private <T> Uni<Answer> onceIn(
      Mutiny.Session session,
      Used used,
      String hash,
      Function<Mutiny.Session, Uni<Created<T>>> work) {
    return take(session, used)
        .chain(
            taken ->
                taken
                    ? work.apply(session)
                        .map(this::answer)
                        .call(answer -> keep(session, used, new Kept(hash, answer)))
                    : replay(session, used, hash));
  }

  private static Uni<RestResponse<?>> inTransaction(Function<Mutiny.Session, Uni<Answer>> work) {
    return Panache.withTransaction(() -> Panache.getSession().chain(work::apply))
        .map(Answer::toResponse);
  }

  private Uni<Boolean> take(Mutiny.Session session, Used used) {
    Instant now = clock.instant();
    return named(session.createNativeQuery(TAKE), used)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .setParameter("expired", now.minus(KEPT).atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  private Uni<?> keep(Mutiny.Session session, Used used, Kept kept) {
    byte[] plain = write(kept).getBytes(StandardCharsets.UTF_8);
    return named(session.createNativeQuery(KEEP), used)
        .setParameter("answer", seal.seal(plain, used.sealedFor()))
        .executeUpdate();
  }

  private Uni<Answer> replay(Mutiny.Session session, Used used, String hash) {
    return named(session.createNativeQuery(FIRST, byte[].class), used)
        .getSingleResult()
        .map(hidden -> first(used, hidden, hash));
  }

  private Answer first(Used used, byte[] hidden, String hash) {
    Kept kept = seal.open(hidden, used.sealedFor()).map(this::read).orElseThrow(Idempotency::lost);
    if (!kept.requestHash().equals(hash)) {
      throw Problem.of(
          CommonProblem.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key came with another request before; use a new key for each request"
              + " and the same key only to repeat one.");
    }
    return kept.answer();
  }

  private static Problem lost() {
    return Problem.of(
        CommonProblem.IDEMPOTENCY_KEY_REUSED,
        "This Idempotency-Key was used, and its answer can no longer be read because the session"
            + " key of the services was changed; look whether the thing was made, and use a new"
            + " key.");
  }

  private static <Q extends Mutiny.AbstractQuery> Q named(Q query, Used used) {
    query.setParameter("caller", used.caller());
    query.setParameter("operation", used.operation());
    query.setParameter("key", used.key());
    return query;
  }

  /** What was or will be sent, byte for byte the same each time. */
  record Answer(int status, Map<String, String> headers, String body) {
    RestResponse<?> toResponse() {
      var response =
          RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(status), body)
              .type(MediaType.APPLICATION_JSON_TYPE);
      headers.forEach(response::header);
      return response.build();
    }
  }

  /** What is sealed. */
  record Kept(String requestHash, Answer answer) {}

  private Answer answer(Created<?> created) {
    return new Answer(created.status(), created.headers(), write(created.body()));
  }

  private static String checked(String key) {
    if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
      throw Problem.of(
          CommonProblem.INVALID,
          "Idempotency-Key must have 1 to %d characters; a random UUID is a good one."
              .formatted(MAX_KEY_LENGTH));
    }
    return key;
  }

  private String hash(Object request) {
    try {
      byte[] text = canonical.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Kept read(byte[] plain) {
    try {
      return json.readValue(plain, Kept.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
