package io.afterword.dispatch.contact;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contact.ContactStore.Wanted;
import io.afterword.dispatch.reading.FieldReader;
import io.afterword.dispatch.suppression.Suppressions;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.http.ETags;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.problem.ProblemCode;
import io.afterword.platform.secret.Hash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of contacts, looks for them and changes them. */
@ApplicationScoped
public class ContactService {
  /** As many as a report has interactions: their rows are locked together. */
  public static final int MAX_BATCH = 1_000;

  private final Pool pool;
  private final Contacts contacts;
  private final ContactStore store;
  private final Suppressions suppressions;
  private final Audit audit;
  private final Clock clock;

  ContactService(
      Pool pool,
      Contacts contacts,
      ContactStore store,
      Suppressions suppressions,
      Audit audit,
      Clock clock) {
    this.pool = pool;
    this.contacts = contacts;
    this.store = store;
    this.suppressions = suppressions;
    this.audit = audit;
    this.clock = clock;
  }

  /** Who somebody is, and whether they were not known before. */
  public record Kept(UUID id, boolean isNew) {}

  /** A contact with the tag of what is shown of it. */
  record Tagged(ContactView contact, String etag, boolean isNew) {}

  /**
   * Recognises those people or makes them, and keeps what is told; older news never overwrites
   * newer.
   */
  public Uni<List<Kept>> keep(SqlConnection tx, List<ToldContact> told, Instant now) {
    List<Contacts.Told> people =
        told.stream().map(one -> new Contacts.Told(one.source(), one.person(), now)).toList();
    return contacts
        .recognition(tx, people, now)
        .call(recognition -> store.keepConsents(tx, recognition.contacts(), told))
        .map(
            recognition -> {
              var created = new HashSet<>(recognition.created());
              // Only the first of a batch that tells of somebody new made them.
              return recognition.contacts().stream()
                  .map(id -> new Kept(id, created.remove(id)))
                  .toList();
            });
  }

  Uni<Tagged> put(@Nullable JsonNode body) {
    var faults = new ArrayList<Problem.Fault>();
    ToldContact told = new ContactReader(now()).read(require(body), "", faults);
    if (told == null) {
      throw refusal(faults);
    }
    return pool.withTransaction(
        tx ->
            keep(tx, List.of(told), now())
                .chain(
                    kept ->
                        require(tx, kept.get(0).id())
                            .map(contact -> tagged(contact, kept.get(0).isNew()))));
  }

  /** What became of the contacts of a batch, in their order; null where there were faults. */
  record Batch(List<@Nullable Kept> kept, List<Problem.Fault> faults) {}

  Uni<Batch> putAll(@Nullable JsonNode body, boolean skipInvalid) {
    List<Problem.Fault> faults = new ArrayList<>();
    List<@Nullable ToldContact> read = readAll(require(body), faults);
    if (!faults.isEmpty() && !skipInvalid) {
      throw refusal(faults);
    }
    List<ToldContact> told = new ArrayList<>();
    for (ToldContact one : read) {
      if (one != null) {
        told.add(one);
      }
    }
    Uni<List<Kept>> done =
        told.isEmpty()
            ? Uni.createFrom().item(List.of())
            : pool.withTransaction(tx -> keep(tx, told, now()));
    return done.map(
        kept -> {
          var each = kept.iterator();
          List<@Nullable Kept> all = new ArrayList<>();
          read.forEach(one -> all.add(one == null ? null : each.next()));
          return new Batch(all, faults);
        });
  }

  private List<@Nullable ToldContact> readAll(JsonNode body, List<Problem.Fault> faults) {
    var fields = new FieldReader(body, "", faults);
    JsonNode list = fields.node("contacts");
    fields.close();
    if (list == null || !list.isArray()) {
      fields.wrongType("contacts", "a list");
    }
    if (!faults.isEmpty() || list == null) {
      throw refusal(faults);
    }
    if (list.isEmpty() || list.size() > MAX_BATCH) {
      DispatchProblem code =
          list.isEmpty() ? DispatchProblem.EMPTY_BATCH : DispatchProblem.BATCH_TOO_LARGE;
      throw Problem.of(
          code, "contacts must have 1 to %d entries, had %d.".formatted(MAX_BATCH, list.size()));
    }
    var reader = new ContactReader(now());
    List<@Nullable ToldContact> read = new ArrayList<>();
    for (int at = 0; at < list.size(); at++) {
      read.add(reader.read(list.get(at), "/contacts/" + at, faults));
    }
    return read;
  }

  Uni<Tagged> show(UUID id) {
    return require(pool, id).map(contact -> tagged(contact, false));
  }

  Uni<ContactView> find(Identity identity) {
    return store
        .find(pool, identity)
        .map(
            found ->
                found.orElseThrow(
                    () -> Problem.of(CommonProblem.NOT_FOUND, "Nobody here is known by that.")));
  }

  Uni<List<ContactView>> page(Wanted wanted, @Nullable UUID before, int limit) {
    return store.page(pool, wanted, before, limit);
  }

  Uni<Tagged> replace(UUID id, @Nullable String ifMatch, @Nullable JsonNode body) {
    var faults = new ArrayList<Problem.Fault>();
    ToldContact told = new ContactReader(now()).read(require(body), "", faults, true);
    if (told == null) {
      throw refusal(faults);
    }
    return pool.withTransaction(
        tx ->
            contacts
                .lock(tx, List.of(id))
                .chain(() -> require(tx, id))
                .invoke(ContactService::refuseGone)
                .invoke(contact -> ETags.require(ifMatch, version(contact)))
                .chain(() -> store.others(tx, id, told.person()))
                .invoke(ContactService::refuseOthers)
                .chain(() -> store.replace(tx, id, told, now()))
                .chain(
                    () ->
                        told.person().email() == null
                            ? Uni.createFrom().voidItem()
                            : suppressions.recall(tx, List.of(told.person().email().normalised())))
                .chain(() -> audit.record(tx, "contact.changed", "contact", id.toString()))
                .chain(() -> require(tx, id))
                .map(contact -> tagged(contact, false)));
  }

  private static void refuseGone(ContactView contact) {
    if (contact.erasedAt() != null) {
      throw Problem.of(
          DispatchProblem.CONTACT_ERASED,
          "The contact was erased on %s.".formatted(contact.erasedAt()));
    }
    if (contact.mergedInto() != null) {
      throw Problem.of(
          DispatchProblem.ALREADY_MERGED,
          "The contact was merged into %s; change that one.".formatted(contact.mergedInto()));
    }
  }

  private static void refuseOthers(List<UUID> others) {
    if (!others.isEmpty()) {
      throw Problem.of(
          DispatchProblem.IS_SOMEBODY_ELSE,
          "That address or number leads to contact %s; merge the two if they are one person."
              .formatted(others.get(0)));
    }
  }

  private Uni<ContactView> require(SqlClient client, UUID id) {
    return store
        .find(client, id)
        .map(
            found ->
                found.orElseThrow(
                    () -> Problem.of(CommonProblem.NOT_FOUND, "There is no contact " + id + ".")));
  }

  private static JsonNode require(@Nullable JsonNode body) {
    if (body == null || !body.isObject()) {
      throw Problem.of(CommonProblem.WRONG_TYPE, "The body must be an object.");
    }
    return body;
  }

  private static Problem refusal(List<Problem.Fault> faults) {
    List<String> codes = faults.stream().map(Problem.Fault::code).distinct().toList();
    String sentence =
        faults.size() == 1
            ? faults.get(0).detail()
            : "%d faults, so nothing was taken; errors says what to change."
                .formatted(faults.size());
    return Problem.of(
            codes.size() == 1 ? code(codes.get(0)) : DispatchProblem.INVALID_CONTACTS, sentence)
        .withFaults(faults);
  }

  private static ProblemCode code(String name) {
    for (CommonProblem common : CommonProblem.values()) {
      if (common.name().equals(name)) {
        return common;
      }
    }
    return DispatchProblem.valueOf(name);
  }

  private static Tagged tagged(ContactView contact, boolean isNew) {
    return new Tagged(contact, ETags.of(version(contact)), isNew);
  }

  /**
   * The content itself: reports tell of people all the time, mostly the same, and a change that
   * somebody makes by hand must not fail for news that say nothing new.
   */
  private static long version(ContactView contact) {
    return ByteBuffer.wrap(Hash.sha256(contact.toString())).getLong() >>> 1;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
