package io.afterword.dispatch.decision;

import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.survey.KnownSurvey;
import io.afterword.dispatch.survey.Metric;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy as the decision code sees it: its terms, its survey, and what holds in the workspace.
 *
 * @param version grows with each change; in the ledger it tells which terms decided
 * @param countsSince the version since which counts are made by the same trigger and filter
 */
public record Policy(
    UUID id,
    long version,
    long countsSince,
    boolean enabled,
    PolicyTerms terms,
    KnownSurvey survey,
    Workspace workspace) {

  public CoolDowns coolDowns() {
    PolicyTerms.Gaps gaps = terms.coolDowns();
    return new CoolDowns(workspace.floor(), gaps.acrossAll(), gaps.perMetric(), gaps.perSurvey());
  }

  /** The contact's side of the split, the same one every time; null when there is no split. */
  public @Nullable Variant variantOf(UUID contact) {
    List<Variant> split = terms.sending().split();
    return split.isEmpty()
        ? null
        : split.get((int) (Sample.drawOfSplit(id, contact) * split.size()));
  }

  /** As it is for that contact. */
  public Policy forContact(UUID contact) {
    Variant variant = variantOf(contact);
    return variant == null
        ? this
        : new Policy(id, version, countsSince, enabled, terms.with(variant), survey, workspace);
  }

  public SendTimes sendTimes() {
    return new SendTimes(terms.sending().window(), workspace.quiet());
  }

  /**
   * Counted from the occurrence, not from the report; never in the past, and within the window of
   * the contact. Only an interaction has a delay; what is shown is shown now.
   */
  public Instant dueAt(Occasion occasion, ZoneId zone, Instant now) {
    if (occasion.isShown()) {
      return now;
    }
    Instant delayed =
        occasion.cause() == Occasion.Cause.INTERACTION
            ? occasion.at().plus(terms.delay())
            : occasion.at();
    return sendTimes().firstFrom(delayed.isBefore(now) ? now : delayed, zone);
  }

  boolean isTooOld(Occasion occasion, Instant now) {
    return occasion.at().plus(terms.maxAge()).isBefore(now);
  }

  boolean accepts(Interaction interaction) {
    return terms.filter() == null || terms.filter().accepts(interaction);
  }

  boolean wantsCustomersOwn() {
    return terms.limits().initiators(survey.metric()) == PolicyTerms.Initiators.CUSTOMER;
  }

  /** Effort is asked about once the support request is resolved (R46). */
  boolean wantsResolved(Interaction interaction) {
    return survey.metric() == Metric.CES && interaction.kind() == Interaction.Kind.SUPPORT;
  }

  /** How many interactions make this policy fire. */
  int every() {
    return terms.trigger() instanceof Trigger.EveryN everyN ? everyN.n() : 1;
  }
}
