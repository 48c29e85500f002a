package io.afterword.dispatch.erasure;

import io.afterword.dispatch.erasure.ErasureTables.Meant;
import io.afterword.platform.feed.Outbox;
import io.afterword.platform.job.Steps;
import io.afterword.platform.migrate.Command;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * After a restore: erases again whoever was erased since the backup, and tells the siblings of
 * every erasure there ever was, since they may have been restored too. Whom to erase comes by the
 * standard input, an id a line: of a contact, or of an invitation, as the siblings know erased
 * people.
 */
@ApplicationScoped
class ReplayErasures implements Command {
  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final int BATCH = 500;

  private final Pool pool;
  private final ErasureTables tables;
  private final Erasing erasing;
  private final Outbox outbox;

  ReplayErasures(Pool pool, ErasureTables tables, Erasing erasing, Outbox outbox) {
    this.pool = pool;
    this.tables = tables;
    this.erasing = erasing;
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return "replay-erasures";
  }

  @Override
  public Uni<String> run() {
    return replay(
        ids(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))));
  }

  Uni<String> replay(List<UUID> ids) {
    return tables
        .meant(pool, ids)
        .call(
            people ->
                Multi.createFrom()
                    .iterable(people)
                    .filter(person -> !person.merged())
                    .onItem()
                    .transformToUniAndConcatenate(person -> erasing.erase(person.contact()))
                    .collect()
                    .last())
        .chain(people -> tellAll().map(told -> inWords(people, told)));
  }

  private static String inWords(List<Meant> people, int told) {
    List<UUID> merged = people.stream().filter(Meant::merged).map(Meant::contact).toList();
    String erased =
        "%d people erased again, %d erasures told again"
            .formatted(people.size() - merged.size(), told);
    return merged.isEmpty()
        ? erased
        : erased + "; merged into somebody else here, so to be looked at by a person: " + merged;
  }

  private Uni<Integer> tellAll() {
    var last = new AtomicReference<>(BEFORE_ALL);
    return Steps.untilNothing(
        () ->
            pool.withTransaction(
                tx ->
                    tables
                        .told(tx, Objects.requireNonNull(last.get()), BATCH)
                        .call(
                            some ->
                                some.isEmpty()
                                    ? Uni.createFrom().voidItem()
                                    : outbox.append(
                                        tx, some.stream().map(ContactErased::event).toList()))
                        .invoke(some -> some.forEach(erasure -> last.set(erasure.erasureId())))
                        .map(List::size)));
  }

  /** What is no id stops it: nobody is to be forgotten by half. */
  static List<UUID> ids(BufferedReader lines) {
    try (lines) {
      return lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(ReplayErasures::id)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UUID id(String line) {
    try {
      return UUID.fromString(line);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Nothing was erased: \"%s\" is not the id of a contact or an invitation.".formatted(line),
          e);
    }
  }
}
