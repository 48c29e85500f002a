package io.afterword.dispatch.delivery;

import io.afterword.dispatch.contact.Contact;
import io.afterword.dispatch.decision.Decider;
import io.afterword.dispatch.decision.PastInvitation;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.SkipReason;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.survey.Links;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last look before a mail goes out, under the contact's lock: everything that was decided when
 * the interaction arrived may have changed since.
 */
final class SendingCheck {
  private SendingCheck() {}

  /** What to do with a claimed delivery. */
  sealed interface Step {

    /** Send it now. */
    record Send(Links.Answer.Open link) implements Step {}

    /** A cool-down, a policy that goes first or the time of day is in the way until then. */
    record Move(SkipReason reason, Instant to, Map<String, Object> facts) implements Step {}

    /** There is no link for it yet; counts as a refusal. */
    record Postpone(Links.Answer.Refused why) implements Step {}

    /** It is not sent at all. */
    record Withdraw(SkipReason reason, Map<String, Object> facts) implements Step {}

    /** Asked for no link in this round; simply due again. */
    record Release() implements Step {}
  }

  /**
   * All that the check looks at.
   *
   * @param others what the mail must keep its distance to
   * @param reopened whether its conversation was taken up again or merged since
   */
  record Facts(
      Candidate candidate,
      Delivery delivery,
      Invitation invitation,
      Contact contact,
      @Nullable Policy policy,
      List<PastInvitation> others,
      boolean reopened,
      Links.@Nullable Answer link) {}

  static Step check(Facts facts, Instant now) {
    return obstacle(facts, now)
        .<Step>map(reason -> new Step.Withdraw(reason, Map.of()))
        .or(() -> coolDown(facts, now))
        .or(() -> window(facts, now))
        .orElseGet(() -> link(facts.link()));
  }

  private static Optional<SkipReason> obstacle(Facts facts, Instant now) {
    Policy policy = facts.policy();
    Optional<SkipReason> unreachable =
        facts.contact().reach().against(policy == null ? null : policy.survey().metric());
    if (unreachable.isPresent()) {
      return unreachable;
    }
    if (policy == null || !policy.enabled()) {
      return Optional.of(SkipReason.POLICY_DISABLED);
    }
    if (policy.survey().archived()) {
      return Optional.of(SkipReason.SURVEY_ARCHIVED);
    }
    if (facts.reopened()) {
      return Optional.of(SkipReason.REOPENED_SINCE);
    }
    if (!now.isBefore(facts.invitation().giveUpAt())) {
      return Optional.of(SkipReason.EXPIRED);
    }
    if (facts.link() instanceof Links.Answer.Answered) {
      return Optional.of(SkipReason.ANSWERED);
    }
    return facts.link() instanceof Links.Answer.Closed
        ? Optional.of(SkipReason.LINK_CLOSED)
        : Optional.empty();
  }

  /** Moved where time still allows it, otherwise skipped. A reminder needs no gap. */
  private static Optional<Step> coolDown(Facts facts, Instant now) {
    Policy policy = facts.policy();
    if (policy == null || facts.delivery().kind() != Delivery.Kind.FIRST) {
      return Optional.empty();
    }
    List<PastInvitation> others =
        facts.others().stream().filter(past -> !past.id().equals(facts.invitation().id())).toList();
    return policy
        .coolDowns()
        .breach(now, policy.survey(), others)
        .map(
            breach ->
                moved(
                    breach.reasonFor(policy),
                    Decider.firstFree(policy, others, breach.next(), facts.candidate().zone()),
                    breach.facts(),
                    facts));
  }

  /** It waited longer than it was to, or its contact has moved to another zone. */
  private static Optional<Step> window(Facts facts, Instant now) {
    Policy policy = facts.policy();
    var zone = facts.candidate().zone();
    return policy == null || policy.sendTimes().allow(now, zone)
        ? Optional.empty()
        : Optional.of(
            moved(
                SkipReason.OUTSIDE_WINDOW,
                policy.sendTimes().firstFrom(now, zone),
                Map.of("zone", zone.getId()),
                facts));
  }

  private static Step moved(SkipReason reason, Instant to, Map<String, Object> why, Facts facts) {
    return to.isBefore(facts.invitation().giveUpAt())
        ? new Step.Move(reason, to, why)
        : new Step.Withdraw(reason, why);
  }

  private static Step link(Links.@Nullable Answer link) {
    if (link instanceof Links.Answer.Open open) {
      return new Step.Send(open);
    }
    return link instanceof Links.Answer.Refused refused
        ? new Step.Postpone(refused)
        : new Step.Release();
  }
}
