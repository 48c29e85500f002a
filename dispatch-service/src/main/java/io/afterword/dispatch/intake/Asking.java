package io.afterword.dispatch.intake;

import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.decision.ContactState;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.delivery.Outgoing;
import io.afterword.dispatch.delivery.Withdrawal;
import io.afterword.dispatch.intake.Interactions.Arrived;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.invitation.FrozenContext;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.InvitationState;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.policy.Policies;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Turns decisions to ask into invitations with a mail in the queue, and takes others back. */
@ApplicationScoped
class Asking {
  private final Policies policies;
  private final Counters counters;
  private final Invitations invitations;
  private final Outgoing outgoing;
  private final Withdrawal withdrawal;
  private final JsonRows rows;

  Asking(
      Policies policies,
      Counters counters,
      Invitations invitations,
      Outgoing outgoing,
      Withdrawal withdrawal,
      JsonRows rows) {
    this.policies = policies;
    this.counters = counters;
    this.invitations = invitations;
    this.outgoing = outgoing;
    this.withdrawal = withdrawal;
    this.rows = rows;
  }

  /** The oldest first, which is also the order in which they decide. */
  Uni<List<Policy>> enabledPolicies(SqlClient tx) {
    return policies.all(tx).map(all -> all.stream().filter(Policy::enabled).toList());
  }

  /**
   * Cancels what earlier reports led to for conversations that this batch takes up again; before
   * the decisions, so that they count as never asked.
   */
  Uni<Void> takeBack(SqlClient tx, List<Arrived> arrived, Instant now) {
    return withdrawal.cancelFor(tx, takenUpAgain(arrived), now).replaceWithVoid();
  }

  Uni<Void> ask(
      SqlClient tx, Map<UUID, ContactState> before, Deciding.Outcome outcome, Instant now) {
    List<Invitations.New> added = outcome.asked().stream().map(this::added).toList();
    List<Invitation> scheduled = added.stream().map(Invitations.New::invitation).toList();
    return invitations
        .add(tx, added, now)
        .chain(() -> outgoing.enqueue(tx, scheduled, now))
        .chain(() -> counters.keep(tx, before, outcome.contacts(), outcome.counting(), now));
  }

  private Invitations.New added(Deciding.Asked asked) {
    Interaction interaction = asked.arrived().interaction();
    Policy policy = asked.policy();
    UUID contact = asked.arrived().contactId();
    var invitation =
        new Invitation(
            asked.invitationId(),
            1,
            InvitationState.SCHEDULED,
            policy.id(),
            policy.terms().trigger().type(),
            policy.survey().id(),
            contact,
            asked.arrived().id(),
            asked.dueAt(),
            policy.terms().expiresAfter(),
            null,
            null,
            null,
            rows.text(FrozenContext.of(interaction, policy, contact)));
    return new Invitations.New(
        invitation,
        interaction.key().source(),
        interaction.conversation().id(),
        interaction.occurredAt());
  }

  private static Invitations.Conversations takenUpAgain(List<Arrived> arrived) {
    List<Interaction> back =
        arrived.stream()
            .map(Arrived::interaction)
            .filter(interaction -> interaction.event().takesBack())
            .toList();
    return new Invitations.Conversations(
        back.stream().map(interaction -> interaction.key().source()).toList(),
        back.stream().map(interaction -> interaction.conversation().id()).toList(),
        back.stream().map(Interaction::occurredAt).toList());
  }
}
