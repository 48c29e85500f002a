package io.afterword.dispatch.decision;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many were asked by each policy for each day, while decisions are made: each takes what it
 * asks. Filled under the lock that lets one transaction at a time decide for a policy with a cap.
 */
public final class Quotas {
  /** A day's mails of a policy; the day is that of the due time in the workspace's zone. */
  public record PolicyDay(UUID policy, LocalDate day) {}

  private final Map<PolicyDay, Integer> asked;
  private final Map<PolicyDay, Integer> taken = new HashMap<>();

  public Quotas(Map<PolicyDay, Integer> asked) {
    this.asked = new HashMap<>(asked);
  }

  public static Quotas none() {
    return new Quotas(Map.of());
  }

  int askedOn(Policy policy, LocalDate day) {
    return asked.getOrDefault(new PolicyDay(policy.id(), day), 0);
  }

  /** Counts one who is asked. */
  public void take(Policy policy, Decision.Ask ask) {
    if (policy.terms().limits().dailyCap() != null) {
      var day = new PolicyDay(policy.id(), policy.workspace().day(ask.dueAt()));
      asked.merge(day, 1, Integer::sum);
      taken.merge(day, 1, Integer::sum);
    }
  }

  /** What was added since it was filled. */
  public Map<PolicyDay, Integer> taken() {
    return Map.copyOf(taken);
  }
}
