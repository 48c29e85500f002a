package io.afterword.dispatch.suppression;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.Suppression;
import io.afterword.dispatch.person.EmailAddress;
import io.afterword.dispatch.suppression.SuppressionCsv.Otherwise;
import io.afterword.dispatch.suppression.SuppressionResource.Imported;
import io.afterword.dispatch.suppression.Suppressions.Entry;
import io.afterword.dispatch.suppression.Suppressions.Listed;
import io.afterword.dispatch.suppression.Suppressions.Place;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.csv.CsvFormat;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What people and keys do with the list; each change is audited. */
@ApplicationScoped
class SuppressionList {
  private static final int BATCH = 1_000;
  private static final int MAX_TEXT = 255;

  /** The first faults show what is wrong with a file; their number is told beside. */
  private static final int FAULTS_SHOWN = 100;

  private final Pool pool;
  private final Suppressions suppressions;
  private final Audit audit;
  private final Clock clock;

  SuppressionList(Pool pool, Suppressions suppressions, Audit audit, Clock clock) {
    this.pool = pool;
    this.suppressions = suppressions;
    this.audit = audit;
    this.clock = clock;
  }

  /** An entry and whether it is new. */
  record Added(Listed entry, boolean isNew) {}

  Uni<Added> add(@Nullable String address, @Nullable Suppression reason, @Nullable String source) {
    String normalised = normalised(address);
    Suppression why = reason == null ? Suppression.MANUAL : reason;
    if (why == Suppression.ERASED) {
      throw Problem.of(DispatchProblem.UNKNOWN_VALUE, "ERASED is made by erasing a contact.");
    }
    String from = source == null || source.isBlank() ? "by hand" : text("source", source);
    var entry = new Entry(normalised, why, from, now());
    return pool.withTransaction(
        tx ->
            suppressions
                .add(tx, List.of(entry))
                .chain(
                    added ->
                        suppressions
                            .find(tx, normalised)
                            .map(found -> new Added(found.orElseThrow(), added > 0)))
                .call(
                    added ->
                        audit.record(
                            tx,
                            "suppression.added",
                            "suppression",
                            added.entry().id().toString())));
  }

  Uni<Void> remove(UUID id, @Nullable String why) {
    if (why == null || why.isBlank()) {
      throw Problem.of(
          DispatchProblem.MISSING_FIELD, "reason is required: why may they be written to again?");
    }
    String reason = text("reason", why);
    return pool.withTransaction(
        tx ->
            suppressions
                .remove(tx, id, reason, now())
                .chain(
                    () -> audit.record(tx, "suppression.removed", "suppression", id.toString())));
  }

  Uni<Optional<Listed>> find(@Nullable String address) {
    return suppressions.find(pool, normalised(address));
  }

  Uni<Listed> require(UUID id) {
    return suppressions.require(pool, id);
  }

  Uni<List<Listed>> page(@Nullable Suppression reason, @Nullable Place after, int limit) {
    return suppressions.page(pool, reason, after, limit);
  }

  /** Page by page, so that the length of the list does not matter. */
  Multi<String> csv() {
    Multi<String> lines =
        Multi.createBy()
            .repeating()
            .uni(
                AtomicReference<@Nullable Place>::new,
                after ->
                    suppressions
                        .page(pool, null, after.get(), BATCH)
                        .invoke(
                            page -> {
                              if (!page.isEmpty()) {
                                Listed last = page.get(page.size() - 1);
                                after.set(new Place(last.at(), last.id()));
                              }
                            }))
            .whilst(page -> page.size() == BATCH)
            .map(
                page ->
                    page.stream()
                        .filter(one -> one.address() != null && one.reason() != Suppression.ERASED)
                        .map(SuppressionCsv::line)
                        .collect(Collectors.joining()));
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(SuppressionCsv.HEADER), lines);
  }

  /** Each batch is a transaction of its own; the same file again adds nothing. */
  Uni<Imported> take(byte[] file, CsvFormat format, @Nullable String source) {
    var otherwise =
        new Otherwise(
            Suppression.MANUAL,
            source == null || source.isBlank() ? "file" : text("source", source),
            now());
    SuppressionCsv.Read read = SuppressionCsv.read(file, format, otherwise);
    List<Entry> entries = read.entries();
    List<List<Entry>> batches =
        IntStream.iterate(0, from -> from < entries.size(), from -> from + BATCH)
            .mapToObj(from -> entries.subList(from, Math.min(entries.size(), from + BATCH)))
            .toList();
    return Multi.createFrom()
        .iterable(batches)
        .onItem()
        .transformToUniAndConcatenate(
            batch -> pool.withTransaction(tx -> suppressions.add(tx, batch)))
        .collect()
        .with(Collectors.summingInt(added -> added))
        .call(
            added ->
                pool.withTransaction(
                    tx -> audit.record(tx, "suppression.imported", "suppression", added + " new")))
        .map(
            added ->
                new Imported(
                    read.rows(),
                    added,
                    entries.size() - added,
                    read.faults().size(),
                    read.faults().stream()
                        .limit(FAULTS_SHOWN)
                        .map(
                            fault ->
                                new SuppressionResource.RowFault(
                                    fault.line(), fault.code().name(), fault.sentence()))
                        .toList()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String normalised(@Nullable String address) {
    return EmailAddress.parse(address == null ? "" : address)
        .map(EmailAddress::normalised)
        .orElseThrow(
            () ->
                Problem.of(
                    DispatchProblem.NOT_AN_EMAIL_ADDRESS,
                    "address must be one e-mail address, such as ada@example.com."));
  }

  private static String text(String field, String given) {
    String text = given.strip();
    if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw Problem.of(
          DispatchProblem.TOO_LONG,
          "%s must have at most %d characters.".formatted(field, MAX_TEXT));
    }
    return text;
  }
}
