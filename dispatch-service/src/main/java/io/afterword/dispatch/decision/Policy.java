package io.afterword.dispatch.decision;

import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.survey.KnownSurvey;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A policy as the decision code sees it: its terms, its survey, and the workspace's floor.
 *
 * @param version grows with each change; in the ledger it tells which terms decided
 */
public record Policy(
    UUID id, long version, boolean enabled, PolicyTerms terms, KnownSurvey survey, Duration floor) {

  public CoolDowns coolDowns() {
    PolicyTerms.Gaps gaps = terms.coolDowns();
    return new CoolDowns(floor, gaps.acrossAll(), gaps.perMetric(), gaps.perSurvey());
  }

  /** Counted from the occurrence, not from the report; never in the past. */
  Instant dueAt(Interaction interaction, Instant now) {
    Instant delayed = interaction.occurredAt().plus(terms.delay());
    return delayed.isBefore(now) ? now : delayed;
  }

  boolean isTooOld(Interaction interaction, Instant now) {
    return interaction.occurredAt().plus(terms.maxAge()).isBefore(now);
  }

  boolean accepts(Interaction interaction) {
    return terms.filter() == null || terms.filter().accepts(interaction);
  }

  /** How many interactions make this policy fire. */
  int every() {
    return terms.trigger() instanceof Trigger.EveryN everyN ? everyN.n() : 1;
  }
}
