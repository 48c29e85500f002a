package io.afterword.dispatch.unsubscribe;

import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.delivery.Evidence;
import io.afterword.dispatch.delivery.Withdrawal;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.optout.OptOuts;
import io.afterword.dispatch.survey.KnownSurvey;
import io.afterword.dispatch.survey.KnownSurveys;
import io.afterword.dispatch.survey.Metric;
import io.afterword.platform.audit.Audit;
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

  private static final String SOURCE = "unsubscribe link";

  private final Pool pool;
  private final Invitations invitations;
  private final Contacts contacts;
  private final Wishes wishes;
  private final Evidence evidence;
  private final Clock clock;

  OptingOut(
      Pool pool,
      Invitations invitations,
      Contacts contacts,
      Wishes wishes,
      Evidence evidence,
      Clock clock) {
    this.pool = pool;
    this.invitations = invitations;
    this.contacts = contacts;
    this.wishes = wishes;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** Writes wishes down. */
  @ApplicationScoped
  static class Wishes {
    private final OptOuts optOuts;
    private final Withdrawal withdrawal;
    private final KnownSurveys surveys;
    private final Audit audit;

    Wishes(OptOuts optOuts, Withdrawal withdrawal, KnownSurveys surveys, Audit audit) {
      this.optOuts = optOuts;
      this.withdrawal = withdrawal;
      this.surveys = surveys;
      this.audit = audit;
    }

    /** All surveys: what waits is cancelled at once. */
    Uni<Void> all(SqlConnection tx, UUID contact, String source, Instant now) {
      return optOuts
          .optOut(tx, contact, source, now)
          .chain(() -> withdrawal.cancelAllOf(tx, contact, now))
          .replaceWithVoid();
    }

    /** Called spam: all surveys, and the list says why. */
    Uni<Void> complaint(SqlConnection tx, Invitation invitation, Instant now) {
      return optOuts
          .complained(tx, invitation.contactId(), "spam complaint", now)
          .chain(() -> withdrawal.cancelAllOf(tx, invitation.contactId(), now))
          .replaceWithVoid();
    }

    Uni<Void> write(SqlConnection tx, UUID contact, Wish wish, Instant now) {
      Uni<Void> everything =
          wish.all()
              ? all(tx, contact, wish.source(), now)
              : optOuts.takeBack(tx, contact, wish.source(), now);
      return everything
          .chain(() -> optOuts.refuse(tx, contact, wish.kinds(), wish.source(), now))
          .chain(() -> audit.record(tx, "contact.opt-out.changed", "contact", contact.toString()));
    }

    /** Surveys of that one's kind: what waits is withdrawn when it is due. */
    Uni<Void> kindOf(SqlConnection tx, Invitation invitation, Instant now) {
      return surveys
          .all(tx)
          .chain(
              known -> {
                KnownSurvey survey = known.get(invitation.surveyId());
                return survey == null
                    ? all(tx, invitation.contactId(), SOURCE, now)
                    : optOuts.optOut(tx, invitation.contactId(), survey.metric(), SOURCE, now);
              });
    }
  }

  /** A wish as staff write it down; what is left out of it is wanted again. */
  record Wish(boolean all, List<Metric> kinds, String source) {}

  Uni<Void> write(UUID contact, Wish wish) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return pool.withTransaction(
        tx ->
            contacts.lock(tx, List.of(contact)).chain(() -> wishes.write(tx, contact, wish, now)));
  }

  /** The invitation's mail was called spam; whether there is such an invitation. */
  public Uni<Boolean> byComplaint(UUID invitation) {
    return by(invitation, wishes::complaint);
  }

  /** Whether there is such an invitation; doing it again changes nothing. */
  Uni<Boolean> by(UUID invitation, boolean onlyThisKind) {
    return by(
        invitation,
        (tx, found, now) ->
            onlyThisKind
                ? wishes.kindOf(tx, found, now)
                : wishes.all(tx, found.contactId(), SOURCE, now));
  }

  /** What is written down under the contact's lock. */
  private interface Writing {
    Uni<Void> write(SqlConnection tx, Invitation invitation, Instant now);
  }

  private Uni<Boolean> by(UUID invitation, Writing writing) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return pool.withTransaction(
            tx ->
                invitations
                    .find(tx, invitation)
                    .chain(
                        found ->
                            found.isEmpty()
                                ? Uni.createFrom().item(false)
                                : locked(tx, found.get(), writing, now).replaceWith(true)))
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

  private Uni<Void> locked(SqlConnection tx, Invitation invitation, Writing writing, Instant now) {
    return contacts
        .lock(tx, List.of(invitation.contactId()))
        .chain(() -> writing.write(tx, invitation, now));
  }
}
