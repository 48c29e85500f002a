package io.afterword.dispatch.decision;

import io.afterword.dispatch.interaction.Interaction;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The one decision code: intake, waves, the widget's ask and the dry run all call it. */
public final class Decider {
  /** Skips that come before a policy fires; after all others its count starts again. */
  private static final Set<SkipReason> BEFORE_FIRING =
      EnumSet.of(SkipReason.EVENT_DOES_NOT_ASK, SkipReason.FILTERED_OUT, SkipReason.COUNTING);

  private Decider() {}

  /**
   * Whether this interaction leads to asking the contact.
   *
   * @param now the time of intake
   */
  public static Decision decide(
      Policy policy, ContactState contact, Interaction interaction, Instant now) {
    if (!interaction.event().canLeadToAsking()) {
      return Decision.Skip.because(SkipReason.EVENT_DOES_NOT_ASK);
    }
    if (!policy.accepts(interaction)) {
      return Decision.Skip.because(SkipReason.FILTERED_OUT);
    }
    if (contact.countedFor(policy) + 1 < policy.every()) {
      return Decision.Skip.because(SkipReason.COUNTING);
    }
    Instant dueAt = policy.dueAt(interaction, now);
    return obstacle(policy, contact, interaction, now)
        .<Decision>map(Decision.Skip::because)
        .or(() -> coolDown(policy, contact, dueAt))
        .orElseGet(() -> new Decision.Ask(dueAt));
  }

  /** Whether the policy fired, whatever came of it. */
  static boolean fired(Decision decision) {
    return !(decision instanceof Decision.Skip skip && BEFORE_FIRING.contains(skip.reason()));
  }

  private static Optional<SkipReason> obstacle(
      Policy policy, ContactState contact, Interaction interaction, Instant now) {
    if (policy.isTooOld(interaction, now)) {
      return Optional.of(SkipReason.TOO_OLD);
    }
    if (contact.wasReopenedAfter(interaction)) {
      return Optional.of(SkipReason.REOPENED_SINCE);
    }
    if (policy.survey().archived()) {
      return Optional.of(SkipReason.SURVEY_ARCHIVED);
    }
    return switch (contact.reach()) {
      case MAIL -> Optional.empty();
      case NO_ADDRESS -> Optional.of(SkipReason.NO_ADDRESS);
      case BAD_ADDRESS -> Optional.of(SkipReason.BAD_ADDRESS);
      case OPTED_OUT -> Optional.of(SkipReason.OPTED_OUT);
    };
  }

  private static Optional<Decision> coolDown(Policy policy, ContactState contact, Instant dueAt) {
    return policy
        .coolDowns()
        .breach(dueAt, policy.survey(), contact.invitations())
        .map(breach -> new Decision.Skip(breach.reason(), breach.next()));
  }
}
