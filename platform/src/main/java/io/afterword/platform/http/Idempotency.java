package io.afterword.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
 */
@ApplicationScoped
public class Idempotency {
  /** How long a key is remembered, as the API's documents promise. */
  static final Duration KEPT = Duration.ofHours(24);

  private static final int MAX_KEY_LENGTH = 255;

  /** Takes a free or expired key; waits here for a twin that holds it. No row: the key is used. */
  private static final String TAKE =
      """
      insert into idempotency_key as k (caller, operation, key, request_hash, created_at)
      values (:caller, :operation, :key, :hash, :now)
      on conflict (caller, operation, key) do update
        set request_hash = excluded.request_hash, created_at = excluded.created_at,
            status = null, headers = null, body = null
        where k.created_at <= :expired
      """;

  private static final String KEEP =
      """
      update idempotency_key set status = :status, headers = :headers, body = :body
      where caller = :caller and operation = :operation and key = :key
      """;

  private static final String FIRST =
      """
      select request_hash, status, headers, body from idempotency_key
      where caller = :caller and operation = :operation and key = :key
      """;

  private final ObjectMapper json;
  private final ObjectWriter canonical;
  private final Clock clock;
  private final CallerId caller;

  Idempotency(ObjectMapper json, Clock clock, CallerId caller) {
    this.json = json;
    this.canonical = json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    this.clock = clock;
    this.caller = caller;
  }

  /** A key in use: it means nothing to another caller or another operation. */
  private record Used(String caller, String operation, String key) {}

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
    byte[] hash = hash(request);
    return caller
        .get()
        .map(by -> new Used(by, operation, checkedKey))
        .chain(used -> inTransaction(session -> onceIn(session, used, hash, work)));
  }

  private <T> Uni<Answer> onceIn(
      Mutiny.Session session,
      Used used,
      byte[] hash,
      Function<Mutiny.Session, Uni<Created<T>>> work) {
    return take(session, used, hash)
        .chain(
            taken ->
                taken
                    ? work.apply(session)
                        .map(this::answer)
                        .call(answer -> keep(session, used, answer))
                    : replay(session, used, hash));
  }

  private static Uni<RestResponse<?>> inTransaction(Function<Mutiny.Session, Uni<Answer>> work) {
    return Panache.withTransaction(() -> Panache.getSession().chain(work::apply))
        .map(Answer::toResponse);
  }

  private Uni<Boolean> take(Mutiny.Session session, Used used, byte[] hash) {
    Instant now = clock.instant();
    return named(session.createNativeQuery(TAKE), used)
        .setParameter("hash", hash)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .setParameter("expired", now.minus(KEPT).atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  private Uni<?> keep(Mutiny.Session session, Used used, Answer answer) {
    return named(session.createNativeQuery(KEEP), used)
        .setParameter("status", answer.status())
        .setParameter("headers", write(answer.headers()))
        .setParameter("body", answer.body())
        .executeUpdate();
  }

  private Uni<Answer> replay(Mutiny.Session session, Used used, byte[] hash) {
    return named(session.createNativeQuery(FIRST, Object[].class), used)
        .getSingleResult()
        .map(row -> first(row, hash));
  }

  private Answer first(Object[] row, byte[] hash) {
    if (!MessageDigest.isEqual((byte[]) row[0], hash)) {
      throw Problem.of(
          CommonProblem.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key came with another request before; use a new key for each request"
              + " and the same key only to repeat one.");
    }
    return new Answer(((Number) row[1]).intValue(), headers((String) row[2]), (String) row[3]);
  }

  private static <Q extends Mutiny.AbstractQuery> Q named(Q query, Used used) {
    query.setParameter("caller", used.caller());
    query.setParameter("operation", used.operation());
    query.setParameter("key", used.key());
    return query;
  }

  /** What was or will be sent, byte for byte the same each time. */
  private record Answer(int status, Map<String, String> headers, String body) {
    RestResponse<?> toResponse() {
      var response =
          RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(status), body)
              .type(MediaType.APPLICATION_JSON_TYPE);
      headers.forEach(response::header);
      return response.build();
    }
  }

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

  private byte[] hash(Object request) {
    try {
      byte[] text = canonical.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
      return MessageDigest.getInstance("SHA-256").digest(text);
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

  private Map<String, String> headers(String text) {
    try {
      return json.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
