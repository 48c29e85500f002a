package io.afterword.dispatch.policy;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.Filter;
import io.afterword.dispatch.decision.FilterSense;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.PolicyTerms;
import io.afterword.dispatch.decision.QuietHours;
import io.afterword.dispatch.decision.SendTimes;
import io.afterword.dispatch.decision.SendWindow;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.decision.Workspace;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.survey.KnownSurvey;
import io.afterword.platform.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with terms that can be read: policies that would never ask anybody are refused,
 * those that would do something that surprises are made with a warning.
 */
final class PolicyCheck {
  /** A second question within a week is felt as the same one again. */
  private static final Duration OFTEN = Duration.ofDays(7);

  private PolicyCheck() {}

  /** Fails for a policy that can never fire. */
  static void refuseSenseless(PolicyTerms terms, KnownSurvey survey, Workspace workspace) {
    List<Problem.Fault> faults = new ArrayList<>();
    Filter filter = terms.filter();
    if (filter != null) {
      FilterSense.nothingPasses(filter)
          .or(() -> customersOnly(filter, terms, survey))
          .ifPresent(why -> faults.add(fault("/filter", DispatchProblem.NEVER_FIRES, why)));
    }
    SendWindow window = terms.sending().window();
    if (window != null && isAlwaysQuiet(window, workspace.quiet())) {
      faults.add(
          fault(
              "/window",
              DispatchProblem.EMPTY_WINDOW,
              "The workspace's quiet hours leave nothing of the window."));
    }
    if (!faults.isEmpty()) {
      throw Problem.of(DispatchProblem.valueOf(faults.get(0).code()), faults.get(0).detail())
          .withFaults(faults);
    }
  }

  private static Optional<String> customersOnly(
      Filter filter, PolicyTerms terms, KnownSurvey survey) {
    boolean customersOwn =
        terms.limits().initiators(survey.metric()) == PolicyTerms.Initiators.CUSTOMER;
    var begun = new Filter.In("initiatedBy", List.of(Interaction.Initiator.CUSTOMER.name()));
    return customersOwn
        ? FilterSense.nothingPasses(new Filter.All(List.of(filter, begun)))
            .map(
                why ->
                    "The policy asks about what customers began, and the filter leaves that out;"
                        + " set initiatedBy to ANYBODY.")
        : Optional.empty();
  }

  private static boolean isAlwaysQuiet(SendWindow window, @Nullable QuietHours quiet) {
    return quiet != null && !new SendTimes(window, quiet).everOpens();
  }

  private static Problem.Fault fault(String pointer, DispatchProblem code, String sentence) {
    return new Problem.Fault(pointer, code.name(), sentence);
  }

  /**
   * Refuses a chain that follows nothing, or in the end itself.
   *
   * @param self the policy that is changed; null for a new one
   */
  static void refuseBrokenChain(@Nullable UUID self, Trigger.Chain chain, Map<UUID, Policy> known) {
    UUID next = chain.follows();
    Set<UUID> seen = new HashSet<>();
    while (next != null) {
      Policy followed = known.get(next);
      if (next.equals(self) || !seen.add(next)) {
        throw Problem.of(
                DispatchProblem.NEVER_FIRES,
                "The policies follow one another in a circle, so none of them ever begins.")
            .at("/trigger/follows", DispatchProblem.NEVER_FIRES.name(), "A circle.");
      }
      if (followed == null) {
        throw Problem.of(
                DispatchProblem.UNKNOWN_POLICY,
                "There is no policy %s to follow; make it first.".formatted(next))
            .at("/trigger/follows", DispatchProblem.UNKNOWN_POLICY.name(), "Unknown.");
      }
      next = followed.terms().trigger() instanceof Trigger.Chain further ? further.follows() : null;
    }
  }

  /**
   * What may surprise, though it is allowed. A rhythm within a week is refused where it is read,
   * since it would ask everybody so often; with the other triggers that depends on what somebody
   * does, mostly too little for it, and the cool-downs leave a reason in the ledger for each time.
   */
  static List<PolicyWarning> warnings(PolicyTerms terms, Workspace workspace) {
    Duration widest = widest(terms, workspace);
    return mostOften(terms.trigger(), widest)
        .filter(often -> often.every().compareTo(OFTEN) < 0)
        .map(
            often ->
                new PolicyWarning(
                    PolicyWarning.Code.ASKS_OFTEN,
                    "/coolDowns",
                    often.who()
                        + " would be asked every %s; a gap such as"
                            .formatted(Durations.inWords(often.every()))
                        + " {\"acrossAll\": \"P30D\"} prevents that."))
        .map(List::of)
        .orElseGet(List::of);
  }

  /** How often somebody is asked at worst. */
  private record Often(String who, Duration every) {}

  /** Nothing for a rhythm, which is looked at by itself, and for a count, which waits for more. */
  private static Optional<Often> mostOften(Trigger trigger, Duration gap) {
    if (trigger instanceof Trigger.PerInteraction) {
      return Optional.of(new Often("Somebody with an interaction a day", gap));
    }
    if (trigger instanceof Trigger.EveryN every && every.orAfterQuiet() != null) {
      return Optional.of(
          new Often(
              "Somebody with an interaction now and then", longer(every.orAfterQuiet(), gap)));
    }
    if (trigger instanceof Trigger.Chain chain) {
      return Optional.of(
          new Often(
              "Whoever the policy that it follows asks that often too",
              longer(chain.after(), gap)));
    }
    if (trigger instanceof Trigger.OnRequest) {
      return Optional.of(new Often("Somebody who is to be asked each day", gap));
    }
    return Optional.empty();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration widest(PolicyTerms terms, Workspace workspace) {
    PolicyTerms.Gaps gaps = terms.coolDowns();
    Duration widest = workspace.floor();
    for (Duration gap : List.of(gaps.acrossAll(), gaps.perMetric(), gaps.perSurvey())) {
      widest = gap.compareTo(widest) > 0 ? gap : widest;
    }
    return widest;
  }
}
