package io.afterword.dispatch.erasure;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.delivery.Withdrawal;
import io.afterword.dispatch.erasure.ErasureTables.Erasure;
import io.afterword.dispatch.suppression.Suppressions;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.feed.Outbox;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Erases a person in one transaction: what waits is cancelled, the address stays as its HMAC. */
@ApplicationScoped
class Erasing {
  private final Pool pool;
  private final Contacts contacts;
  private final ErasureTables tables;
  private final Leaving leaving;
  private final Audit audit;
  private final Clock clock;

  Erasing(
      Pool pool,
      Contacts contacts,
      ErasureTables tables,
      Leaving leaving,
      Audit audit,
      Clock clock) {
    this.pool = pool;
    this.contacts = contacts;
    this.tables = tables;
    this.leaving = leaving;
    this.audit = audit;
    this.clock = clock;
  }

  /** What others must learn of it. */
  @ApplicationScoped
  static class Leaving {
    private final Withdrawal withdrawal;
    private final Suppressions suppressions;
    private final Outbox outbox;

    Leaving(Withdrawal withdrawal, Suppressions suppressions, Outbox outbox) {
      this.withdrawal = withdrawal;
      this.suppressions = suppressions;
      this.outbox = outbox;
    }

    Uni<Void> stop(SqlConnection tx, List<UUID> people, List<String> addresses, Instant now) {
      return Multi.createFrom()
          .iterable(people)
          .onItem()
          .transformToUniAndConcatenate(person -> withdrawal.cancelAllOf(tx, person, now))
          .collect()
          .last()
          .chain(() -> suppressions.erase(tx, addresses, now));
    }

    Uni<Void> tell(SqlConnection tx, ContactErased erased) {
      return outbox.append(tx, List.of(erased.event()));
    }
  }

  /** Erasing somebody again gives the first erasure. */
  Uni<Erasure> erase(UUID contact) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return pool.withTransaction(
        tx ->
            tables
                .people(tx, contact)
                .invoke(people -> requireSomebody(people, contact))
                .call(people -> contacts.lock(tx, people))
                .chain(() -> tables.of(tx, contact))
                .chain(
                    before ->
                        before.isPresent()
                            ? Uni.createFrom().item(before.get())
                            : tables
                                .people(tx, contact)
                                .chain(people -> erase(tx, contact, people, now))));
  }

  private Uni<Erasure> erase(SqlConnection tx, UUID contact, List<UUID> people, Instant now) {
    requireSomebody(people, contact);
    UUID id = UuidCreator.getTimeOrderedEpoch();
    return tables
        .addresses(tx, people)
        .chain(addresses -> leaving.stop(tx, people, addresses, now))
        .chain(() -> tables.invitations(tx, people))
        .chain(
            invitations ->
                tables
                    .remove(tx, people, now)
                    .map(rows -> new Erasure(id, contact, now, rows, List.of()))
                    .call(erasure -> tables.add(tx, erasure))
                    .call(() -> leaving.tell(tx, new ContactErased(id, contact, invitations))))
        .call(() -> audit.record(tx, "contact.erased", "contact", contact.toString()));
  }

  Uni<Optional<Erasure>> find(UUID id) {
    return tables.find(pool, id);
  }

  private static void requireSomebody(List<UUID> people, UUID contact) {
    if (people.isEmpty()) {
      throw Problem.of(
          CommonProblem.NOT_FOUND,
          "There is no contact %s; of one that was merged, erase the one that was kept."
              .formatted(contact));
    }
  }
}
