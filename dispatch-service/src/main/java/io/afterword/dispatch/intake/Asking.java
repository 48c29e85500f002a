package io.afterword.dispatch.intake;

import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Quotas;
import io.afterword.dispatch.delivery.Outgoing;
import io.afterword.dispatch.delivery.Withdrawal;
import io.afterword.dispatch.intake.Interactions.Arrived;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.invitation.FrozenContext;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.invitation.NewInvitation;
import io.afterword.dispatch.ledger.Ledger;
import io.afterword.dispatch.policy.DailyCaps;
import io.afterword.dispatch.policy.Policies;
import io.afterword.platform.trace.Step;
import io.afterword.platform.trace.Traces;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Turns decisions to ask into invitations with a mail in the queue, and takes others back. */
@ApplicationScoped
public class Asking {
  private final Policies policies;
  private final DailyCaps dailyCaps;
  private final Ledger ledger;
  private final Invitations invitations;
  private final Outgoing outgoing;
  private final Withdrawal withdrawal;
  private final JsonRows rows;
  private final Traces traces;

  Asking(
      Policies policies,
      DailyCaps dailyCaps,
      Ledger ledger,
      Invitations invitations,
      Outgoing outgoing,
      Withdrawal withdrawal,
      JsonRows rows,
      Traces traces) {
    this.policies = policies;
    this.dailyCaps = dailyCaps;
    this.ledger = ledger;
    this.invitations = invitations;
    this.outgoing = outgoing;
    this.withdrawal = withdrawal;
    this.rows = rows;
    this.traces = traces;
  }

  /**
   * Those that look at interactions, the highest priority first and of equal ones the oldest: the
   * order in which they decide.
   */
  Uni<List<Policy>> enabledPolicies(SqlClient tx) {
    return policies
        .all(tx)
        .map(
            all ->
                all.stream()
                    .filter(Policy::enabled)
                    .filter(policy -> policy.terms().trigger().looksAtInteractions())
                    .sorted(
                        Comparator.comparing(
                            (Policy policy) -> -policy.terms().limits().priority()))
                    .toList());
  }

  /** What policies with a daily cap may still ask. */
  public Uni<Quotas> quotas(SqlClient tx, List<Policy> deciding, Instant now) {
    return dailyCaps.hold(tx, deciding, now);
  }

  /**
   * Cancels what earlier reports led to for conversations that this batch takes up again; before
   * the decisions, so that they count as never asked.
   */
  Uni<Void> takeBack(SqlClient tx, List<Arrived> arrived, Instant now) {
    return withdrawal.cancelFor(tx, takenUpAgain(arrived), now).replaceWithVoid();
  }

  /** Writes the decisions and all that comes of them. */
  public Uni<Void> write(SqlClient tx, Deciding.Outcome outcome, Instant now) {
    Instant began = traces.now();
    var added = new ArrayList<NewInvitation>();
    var mailed = new ArrayList<Invitation>();
    for (Deciding.Asked asked : outcome.asked()) {
      NewInvitation one = added(asked);
      added.add(one);
      if (!asked.about().occasion().isShown()) {
        mailed.add(one.invitation());
      }
    }
    return ledger
        .append(tx, outcome.entries())
        .chain(() -> invitations.add(tx, added, now))
        .chain(() -> outgoing.enqueue(tx, mailed, now))
        .chain(() -> dailyCaps.keep(tx, outcome.quotas()))
        .invoke(() -> outcome.asked().forEach(asked -> tell(asked, began)));
  }

  /** Every trace of an invitation begins here. A transaction that is undone afterwards was told. */
  private void tell(Deciding.Asked asked, Instant began) {
    if (traces.follows(asked.invitationId())) {
      traces.begin(
          asked.invitationId(),
          Step.of("ask", Step.Kind.INTERNAL, began)
              .with("afterword.occasion", asked.about().occasion().cause())
              .with("afterword.interaction", asked.about().occasionId())
              .with("afterword.policy", asked.policy().id()));
    }
  }

  private NewInvitation added(Deciding.Asked asked) {
    Interaction interaction = asked.about().occasion().interaction();
    UUID contact = asked.about().contactId();
    var added =
        NewInvitation.of(
            asked.invitationId(),
            new NewInvitation.Asked(asked.about().occasionId(), contact, asked.dueAt()),
            interaction,
            asked.policy(),
            rows.text(FrozenContext.of(interaction, asked.policy(), contact)));
    return asked.about().occasion().isShown() ? added.withoutReminders() : added;
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
