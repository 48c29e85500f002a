package io.afterword.dispatch.decision;

import io.afterword.dispatch.survey.KnownSurvey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gaps that must lie between two invitations to the same contact.
 *
 * @param floor the workspace's own, between any two invitations
 * @param acrossAll this policy's, to any other invitation
 * @param perMetric to invitations of surveys with the same metric
 * @param perSurvey to invitations of the same survey
 */
public record CoolDowns(
    Duration floor, Duration acrossAll, Duration perMetric, Duration perSurvey) {

  /** The gap that would be broken, the first time at which none would be, and to which one. */
  public record Breach(SkipReason reason, Instant next, PastInvitation other) {

    /** The reason as the ledger gives it: a policy that goes first is a reason of its own. */
    public SkipReason reasonFor(Policy policy) {
      boolean lost = other.by().waits() && !other.by().policy().equals(policy.id());
      return lost ? SkipReason.OTHER_POLICY : reason;
    }

    /** What it rests on. */
    public Map<String, Object> facts() {
      return Map.of(
          "invitationId",
          other.id().toString(),
          "policyId",
          other.by().policy().toString(),
          other.by().waits() ? "dueAt" : "askedAt",
          other.at().toString());
    }
  }

  /** The gap that an invitation at this time would break; empty when it keeps them all. */
  public Optional<Breach> breach(Instant at, KnownSurvey survey, List<PastInvitation> others) {
    for (PastInvitation other : others) {
      Optional<SkipReason> reason = broken(at, survey, other);
      if (reason.isPresent()) {
        return Optional.of(new Breach(reason.get(), firstAllowed(at, survey, others), other));
      }
    }
    return Optional.empty();
  }

  /** Moves on past every invitation in the way; each step passes at least one for good. */
  private Instant firstAllowed(Instant at, KnownSurvey survey, List<PastInvitation> others) {
    Instant candidate = at;
    boolean moved = true;
    while (moved) {
      moved = false;
      for (PastInvitation other : others) {
        if (broken(candidate, survey, other).isPresent()) {
          candidate = other.at().plus(gap(survey, other));
          moved = true;
        }
      }
    }
    return candidate;
  }

  private Optional<SkipReason> broken(Instant at, KnownSurvey survey, PastInvitation other) {
    Duration apart = Duration.between(other.at(), at).abs();
    if (apart.compareTo(floor) < 0) {
      return Optional.of(SkipReason.COOL_DOWN_FLOOR);
    }
    if (apart.compareTo(acrossAll) < 0) {
      return Optional.of(SkipReason.COOL_DOWN_ACROSS_ALL);
    }
    if (other.metric() == survey.metric() && apart.compareTo(perMetric) < 0) {
      return Optional.of(SkipReason.COOL_DOWN_PER_METRIC);
    }
    if (other.surveyId().equals(survey.id()) && apart.compareTo(perSurvey) < 0) {
      return Optional.of(SkipReason.COOL_DOWN_PER_SURVEY);
    }
    return Optional.empty();
  }

  /** The widest of the gaps that hold between the two. */
  private Duration gap(KnownSurvey survey, PastInvitation other) {
    Duration gap = longer(floor, acrossAll);
    if (other.metric() == survey.metric()) {
      gap = longer(gap, perMetric);
    }
    return other.surveyId().equals(survey.id()) ? longer(gap, perSurvey) : gap;
  }

  /** How far back an invitation may lie and still matter. */
  public Duration longest() {
    return longer(longer(floor, acrossAll), longer(perMetric, perSurvey));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
