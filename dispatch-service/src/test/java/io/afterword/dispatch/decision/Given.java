package io.afterword.dispatch.decision;

import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.person.EmailAddress;
import io.afterword.dispatch.person.Person;
import io.afterword.dispatch.survey.KnownSurvey;
import io.afterword.dispatch.survey.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One-line arrangements for tests of the rules. */
public final class Given {
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  public static final UUID CONTACT = new UUID(0, 1);
  public static final UUID CSAT_SURVEY = new UUID(0, 10);
  public static final UUID NPS_SURVEY = new UUID(0, 11);
  public static final KnownSurvey CSAT =
      new KnownSurvey(CSAT_SURVEY, 1, "After support", Metric.CSAT, false);

  public static final UUID POLICY = new UUID(0, 100);
  public static final UUID OTHER_POLICY = new UUID(0, 101);
  public static final Workspace WORKSPACE =
      new Workspace(Duration.ofHours(24), ZoneOffset.UTC, null);
  private static final PastInvitation.By SENT = new PastInvitation.By(OTHER_POLICY, 0, false);

  private Given() {}

  public static PolicyTerms terms(Duration delay) {
    return terms(new Trigger.PerInteraction(), delay);
  }

  private static PolicyTerms terms(Trigger trigger, Duration delay) {
    return new PolicyTerms(
        "After support",
        CSAT_SURVEY,
        trigger,
        delay,
        null,
        PolicyTerms.Gaps.NONE,
        Duration.ofDays(14),
        Duration.ofDays(7),
        PolicyTerms.Limits.NONE,
        PolicyTerms.Sending.AT_ANY_TIME);
  }

  public static Policy policy(PolicyTerms terms) {
    return new Policy(POLICY, 0, 0, true, terms, CSAT, WORKSPACE);
  }

  public static Policy policy() {
    return policy(terms(Duration.ofHours(24)));
  }

  public static Policy withGaps(Duration acrossAll, Duration perMetric, Duration perSurvey) {
    return policy(
        with(terms(Duration.ZERO), new PolicyTerms.Gaps(acrossAll, perMetric, perSurvey)));
  }

  private static PolicyTerms with(PolicyTerms terms, PolicyTerms.Gaps gaps) {
    return new PolicyTerms(
        terms.name(),
        terms.surveyId(),
        terms.trigger(),
        terms.delay(),
        terms.filter(),
        gaps,
        terms.expiresAfter(),
        terms.maxAge(),
        terms.limits(),
        terms.sending());
  }

  /** Asks at once, within these limits. */
  public static Policy with(PolicyTerms.Limits limits) {
    return with(limits, null);
  }

  /** Asks at once, within these limits and this window. */
  public static Policy with(PolicyTerms.Limits limits, @Nullable SendWindow window) {
    PolicyTerms terms = terms(Duration.ZERO);
    return policy(
        new PolicyTerms(
            terms.name(),
            terms.surveyId(),
            terms.trigger(),
            terms.delay(),
            terms.filter(),
            terms.coolDowns(),
            terms.expiresAfter(),
            terms.maxAge(),
            limits,
            new PolicyTerms.Sending(window, List.of(), List.of())));
  }

  /** The same policy, split into these. */
  public static Policy split(Policy policy, Variant... variants) {
    PolicyTerms terms = policy.terms();
    return policy(
        new PolicyTerms(
            terms.name(),
            terms.surveyId(),
            terms.trigger(),
            terms.delay(),
            terms.filter(),
            terms.coolDowns(),
            terms.expiresAfter(),
            terms.maxAge(),
            terms.limits(),
            new PolicyTerms.Sending(null, List.of(), List.of(variants))));
  }

  /** The same policy about effort. */
  public static Policy aboutEffort(Policy policy) {
    return new Policy(
        policy.id(),
        policy.version(),
        policy.countsSince(),
        policy.enabled(),
        policy.terms(),
        new KnownSurvey(CSAT_SURVEY, 1, "How easy was it?", Metric.CES, false),
        policy.workspace());
  }

  public static Policy everyN(int n) {
    return everyN(n, null);
  }

  public static Policy everyN(int n, @Nullable Duration orAfterQuiet) {
    return policy(terms(new Trigger.EveryN(n, orAfterQuiet), Duration.ZERO));
  }

  public static ContactState contact(PastInvitation... invitations) {
    return contact(Reach.MAIL, invitations);
  }

  public static ContactState contact(Reach reach, PastInvitation... invitations) {
    return new ContactState(
        CONTACT, reach, ZoneOffset.UTC, List.of(invitations), Map.of(), Map.of());
  }

  public static PastInvitation asked(Instant at) {
    return new PastInvitation(UUID.randomUUID(), CSAT_SURVEY, Metric.CSAT, at, SENT);
  }

  public static PastInvitation askedNps(Instant at) {
    return new PastInvitation(UUID.randomUUID(), NPS_SURVEY, Metric.NPS, at, SENT);
  }

  /** One that another policy has yet to send. */
  public static PastInvitation waiting(Instant at, int priority) {
    return new PastInvitation(
        UUID.randomUUID(),
        NPS_SURVEY,
        Metric.NPS,
        at,
        new PastInvitation.By(OTHER_POLICY, priority, true));
  }

  public static Interaction closed(Instant occurredAt) {
    return interaction(Interaction.Event.COMPLETED, occurredAt);
  }

  public static Interaction interaction(Interaction.Event event, Instant occurredAt) {
    return interaction(event, occurredAt, null, true);
  }

  public static Interaction interaction(
      Interaction.Event event,
      Instant occurredAt,
      Interaction.@Nullable Initiator initiatedBy,
      @Nullable Boolean resolved) {
    return new Interaction(
        new Interaction.Key("helpdesk", "i-1"),
        new Interaction.Conversation("ticket-1", null),
        event,
        Interaction.Kind.SUPPORT,
        occurredAt,
        initiatedBy,
        resolved,
        null,
        "EMAIL",
        new Interaction.Agent("kim", "Kim", null),
        "First line",
        null,
        ada(),
        Map.of("replies", new BigDecimal("3")));
  }

  public static Person ada() {
    return new Person(
        "c-1",
        EmailAddress.parse("Ada@Example.com").orElseThrow(),
        null,
        "Ada Lovelace",
        "en",
        null,
        new Person.Company("ae", "Analytical Engines"),
        Map.of("plan", "gold", "seats", new BigDecimal("12")));
  }
}
