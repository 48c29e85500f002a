package io.afterword.dispatch.unsubscribe;

import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.delivery.Evidence;
import io.afterword.dispatch.delivery.Withdrawal;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.optout.OptOuts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Stores the wish and stops what is under way, in one transaction. */
@ApplicationScoped
public class OptingOut {
  private static final Logger LOG = Logger.getLogger(OptingOut.class);

  private final Pool pool;
  private final Invitations invitations;
  private final Contacts contacts;
  private final OptOuts optOuts;
  private final Withdrawal withdrawal;
  private final Evidence evidence;
  private final Clock clock;

  OptingOut(
      Pool pool,
      Invitations invitations,
      Contacts contacts,
      OptOuts optOuts,
      Withdrawal withdrawal,
      Evidence evidence,
      Clock clock) {
    this.pool = pool;
    this.invitations = invitations;
    this.contacts = contacts;
    this.optOuts = optOuts;
    this.withdrawal = withdrawal;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** Whether there is such an invitation; doing it again changes nothing. */
  public Uni<Boolean> by(UUID invitation) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return pool.withTransaction(
            tx ->
                invitations
                    .find(tx, invitation)
                    .chain(
                        found ->
                            found.isEmpty()
                                ? Uni.createFrom().item(false)
                                : optOut(tx, found.get().contactId(), now).replaceWith(true)))
        .call(known -> known ? arrived(invitation, now) : Uni.createFrom().voidItem());
  }

  /**
   * The key stands in that mail only, so the mail arrived. Afterwards, in a transaction of its own:
   * the wish must not fail for the sake of what it proves.
   */
  private Uni<Void> arrived(UUID invitation, Instant now) {
    return pool.withTransaction(tx -> evidence.arrived(tx, List.of(invitation), now))
        .onFailure()
        .invoke(failure -> LOG.warnf("What an opt-out proves was not written: %s", failure))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private Uni<Void> optOut(SqlConnection tx, UUID contact, Instant now) {
    return contacts
        .lock(tx, List.of(contact))
        .chain(() -> optOuts.optOut(tx, contact, now))
        .chain(() -> withdrawal.cancelAllOf(tx, contact, now))
        .replaceWithVoid();
  }
}
