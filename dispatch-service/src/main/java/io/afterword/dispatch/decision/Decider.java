package io.afterword.dispatch.decision;

import io.afterword.dispatch.interaction.Interaction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one decision code: intake, quiet time, waves and the dry run all call it. */
public final class Decider {
  /** Skips that come before a policy fires; after all others its count starts again. */
  private static final Set<SkipReason> BEFORE_FIRING =
      EnumSet.of(
          SkipReason.EVENT_DOES_NOT_ASK,
          SkipReason.FILTERED_OUT,
          SkipReason.NOT_CUSTOMER_INITIATED,
          SkipReason.NOT_RESOLVED,
          SkipReason.COUNTING);

  /** A cap that is full for longer is no news any more. */
  private static final int DAYS_AHEAD = 60;

  private Decider() {}

  /** As {@link #decide(Policy, ContactState, Occasion, Quotas, Instant)}, without daily caps. */
  public static Decision decide(
      Policy policy, ContactState contact, Interaction interaction, Instant now) {
    return decide(policy, contact, Occasion.of(interaction), Quotas.none(), now);
  }

  /**
   * Whether this occasion leads to asking the contact.
   *
   * @param quotas what was asked so far, for policies with a daily cap
   * @param now the time of the decision
   */
  public static Decision decide(
      Policy policy, ContactState contact, Occasion occasion, Quotas quotas, Instant now) {
    Decision decision =
        judge(policy.forContact(contact.contactId()), contact, occasion, quotas, now);
    // A turn that is skipped is not made up for: the next one is the contact's next turn.
    return decision instanceof Decision.Skip skip && occasion.next() != null
        ? new Decision.Skip(skip.reason(), occasion.next(), skip.facts())
        : decision;
  }

  private static Decision judge(
      Policy policy, ContactState contact, Occasion occasion, Quotas quotas, Instant now) {
    return notFiring(policy, contact, occasion)
        .or(() -> obstacle(policy, contact, occasion, now))
        .or(() -> outOfSample(policy, contact))
        .map(skip -> (Decision) skip)
        .orElseGet(
            () -> {
              Instant dueAt = policy.dueAt(occasion, contact.zone(), now);
              return coolDown(policy, contact, dueAt)
                  .or(() -> capped(policy, contact, quotas, dueAt))
                  .map(skip -> (Decision) skip)
                  .orElseGet(() -> new Decision.Ask(dueAt));
            });
  }

  /** Whether the policy fired, whatever came of it. */
  public static boolean fired(Decision decision) {
    return !(decision instanceof Decision.Skip skip && BEFORE_FIRING.contains(skip.reason()));
  }

  /** The first time from then on that the policy's window and all gaps allow. */
  public static Instant firstFree(
      Policy policy, List<PastInvitation> others, Instant from, ZoneId zone) {
    Instant candidate = policy.sendTimes().firstFrom(from, zone);
    Optional<CoolDowns.Breach> breach =
        policy.coolDowns().breach(candidate, policy.survey(), others);
    while (breach.isPresent()) {
      candidate = policy.sendTimes().firstFrom(breach.get().next(), zone);
      breach = policy.coolDowns().breach(candidate, policy.survey(), others);
    }
    return candidate;
  }

  private static Optional<Decision.Skip> notFiring(
      Policy policy, ContactState contact, Occasion occasion) {
    return switch (occasion.cause()) {
      case QUIET -> Optional.empty();
      case TURN, CHAIN, ASK, SHOW -> filteredOut(policy, occasion.interaction());
      case INTERACTION -> notFiring(policy, contact, occasion.interaction());
    };
  }

  private static Optional<Decision.Skip> filteredOut(Policy policy, Interaction interaction) {
    return policy.accepts(interaction)
        ? Optional.empty()
        : Optional.of(Decision.Skip.because(SkipReason.FILTERED_OUT));
  }

  private static Optional<Decision.Skip> notFiring(
      Policy policy, ContactState contact, Interaction interaction) {
    if (!interaction.event().canLeadToAsking()) {
      return skip(SkipReason.EVENT_DOES_NOT_ASK, "event", interaction.event().name());
    }
    Optional<Decision.Skip> filtered = filteredOut(policy, interaction);
    if (filtered.isPresent()) {
      return filtered;
    }
    if (policy.wantsCustomersOwn() && interaction.initiatedBy() != Interaction.Initiator.CUSTOMER) {
      Interaction.Initiator said = interaction.initiatedBy();
      return skip(
          SkipReason.NOT_CUSTOMER_INITIATED, "initiatedBy", said == null ? "unsaid" : said.name());
    }
    if (policy.wantsResolved(interaction) && !isResolved(interaction)) {
      return Optional.of(Decision.Skip.because(SkipReason.NOT_RESOLVED));
    }
    int counted = contact.countedFor(policy) + 1;
    return counted < policy.every()
        ? Optional.of(
            new Decision.Skip(
                SkipReason.COUNTING, null, Map.of("counted", counted, "of", policy.every())))
        : Optional.empty();
  }

  /** Where the report does not say, an end is a resolution and a reply is none. */
  private static boolean isResolved(Interaction interaction) {
    Boolean said = interaction.resolved();
    return said == null ? interaction.event() == Interaction.Event.COMPLETED : said;
  }

  private static Optional<Decision.Skip> skip(SkipReason reason, String fact, Object value) {
    return Optional.of(Decision.Skip.because(reason, fact, value));
  }

  private static Optional<Decision.Skip> obstacle(
      Policy policy, ContactState contact, Occasion occasion, Instant now) {
    if (policy.isTooOld(occasion, now)) {
      return skip(SkipReason.TOO_OLD, "maxAge", policy.terms().maxAge().toString());
    }
    if (contact.wasReopenedAfter(occasion.interaction())) {
      return Optional.of(Decision.Skip.because(SkipReason.REOPENED_SINCE));
    }
    if (policy.survey().archived()) {
      return Optional.of(Decision.Skip.because(SkipReason.SURVEY_ARCHIVED));
    }
    // Who sees the question needs no address for it.
    return contact
        .reach()
        .against(policy.survey().metric())
        .filter(reason -> !(occasion.isShown() && Reach.isAboutTheAddress(reason)))
        .map(Decision.Skip::because);
  }

  private static Optional<Decision.Skip> outOfSample(Policy policy, ContactState contact) {
    var rate = policy.terms().limits().sampleRate();
    return Sample.contains(rate, policy.id(), contact.contactId())
        ? Optional.empty()
        : skip(SkipReason.SAMPLED_OUT, "sampleRate", rate);
  }

  /** What waits for a policy with a lower priority gives way: it moves when its own time comes. */
  private static Optional<Decision.Skip> coolDown(
      Policy policy, ContactState contact, Instant dueAt) {
    List<PastInvitation> others =
        contact.invitations().stream()
            .filter(other -> !other.givesWayTo(policy.terms().limits().priority()))
            .toList();
    return policy
        .coolDowns()
        .breach(dueAt, policy.survey(), others)
        .map(
            breach ->
                new Decision.Skip(
                    breach.reasonFor(policy),
                    firstFree(policy, others, breach.next(), contact.zone()),
                    breach.facts()));
  }

  private static Optional<Decision.Skip> capped(
      Policy policy, ContactState contact, Quotas quotas, Instant dueAt) {
    Integer cap = policy.terms().limits().dailyCap();
    LocalDate day = policy.workspace().day(dueAt);
    if (cap == null || quotas.askedOn(policy, day) < cap) {
      return Optional.empty();
    }
    LocalDate next = day.plusDays(1);
    while (quotas.askedOn(policy, next) >= cap && next.isBefore(day.plusDays(DAYS_AHEAD))) {
      next = next.plusDays(1);
    }
    Instant morning = next.atStartOfDay(policy.workspace().zone()).toInstant();
    return Optional.of(
        new Decision.Skip(
            SkipReason.DAILY_CAP,
            policy.sendTimes().firstFrom(morning, contact.zone()),
            Map.of("dailyCap", cap, "day", day.toString())));
  }
}
