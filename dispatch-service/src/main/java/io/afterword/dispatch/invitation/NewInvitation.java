package io.afterword.dispatch.invitation;

import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.interaction.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A new invitation with what the table keeps of its interaction and its policy. */
public record NewInvitation(
    Invitation invitation,
    String source,
    String conversation,
    Instant occurredAt,
    Sending sending) {

  /** What the table keeps of the policy: whether it gives way, and when it reminds. */
  record Sending(int priority, List<Duration> reminders) {}

  /** A first invitation of this policy. */
  public static NewInvitation of(
      UUID id, Asked asked, Interaction interaction, Policy policy, String context) {
    var invitation =
        new Invitation(
            id,
            1,
            InvitationState.SCHEDULED,
            policy.id(),
            policy.terms().trigger().type(),
            policy.survey().id(),
            asked.contactId(),
            asked.occasionId(),
            asked.dueAt(),
            policy.terms().expiresAfter(),
            null,
            null,
            null,
            context);
    return new NewInvitation(
        invitation,
        interaction.key().source(),
        interaction.conversation().id(),
        interaction.occurredAt(),
        new Sending(policy.terms().limits().priority(), policy.terms().sending().reminders()));
  }

  /** Who was shown the question has no mail to be reminded of. */
  public NewInvitation withoutReminders() {
    return new NewInvitation(
        invitation, source, conversation, occurredAt, new Sending(sending.priority(), List.of()));
  }

  /** Who is asked about what, and when. */
  public record Asked(UUID occasionId, UUID contactId, Instant dueAt) {}
}
