package io.afterword.dispatch.decision;

import io.afterword.dispatch.decision.ContactState.Reach;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.person.EmailAddress;
import io.afterword.dispatch.person.Person;
import io.afterword.dispatch.survey.KnownSurvey;
import io.afterword.dispatch.survey.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One-line arrangements for tests of the rules. */
public final class Given {
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  public static final UUID CONTACT = new UUID(0, 1);
  public static final UUID CSAT_SURVEY = new UUID(0, 10);
  public static final UUID NPS_SURVEY = new UUID(0, 11);
  public static final KnownSurvey CSAT =
      new KnownSurvey(CSAT_SURVEY, 1, "After support", Metric.CSAT, false);

  private Given() {}

  public static PolicyTerms terms(Duration delay) {
    return new PolicyTerms(
        "After support",
        CSAT_SURVEY,
        new Trigger.PerInteraction(),
        delay,
        null,
        PolicyTerms.Gaps.NONE,
        Duration.ofDays(14),
        Duration.ofDays(7));
  }

  public static Policy policy(PolicyTerms terms) {
    return new Policy(new UUID(0, 100), 0, true, terms, CSAT, Duration.ofHours(24));
  }

  public static Policy policy() {
    return policy(terms(Duration.ofHours(24)));
  }

  public static Policy withGaps(Duration acrossAll, Duration perMetric, Duration perSurvey) {
    PolicyTerms terms = terms(Duration.ZERO);
    return policy(
        new PolicyTerms(
            terms.name(),
            terms.surveyId(),
            terms.trigger(),
            terms.delay(),
            terms.filter(),
            new PolicyTerms.Gaps(acrossAll, perMetric, perSurvey),
            terms.expiresAfter(),
            terms.maxAge()));
  }

  public static Policy everyN(int n) {
    PolicyTerms terms = terms(Duration.ZERO);
    return policy(
        new PolicyTerms(
            terms.name(),
            terms.surveyId(),
            new Trigger.EveryN(n),
            terms.delay(),
            terms.filter(),
            terms.coolDowns(),
            terms.expiresAfter(),
            terms.maxAge()));
  }

  public static ContactState contact(PastInvitation... invitations) {
    return contact(Reach.MAIL, invitations);
  }

  public static ContactState contact(Reach reach, PastInvitation... invitations) {
    return new ContactState(CONTACT, reach, List.of(invitations), Map.of(), Map.of());
  }

  public static PastInvitation asked(Instant at) {
    return new PastInvitation(UUID.randomUUID(), CSAT_SURVEY, Metric.CSAT, at);
  }

  public static PastInvitation askedNps(Instant at) {
    return new PastInvitation(UUID.randomUUID(), NPS_SURVEY, Metric.NPS, at);
  }

  public static Interaction closed(Instant occurredAt) {
    return interaction(Interaction.Event.COMPLETED, occurredAt);
  }

  public static Interaction interaction(Interaction.Event event, Instant occurredAt) {
    return new Interaction(
        new Interaction.Key("helpdesk", "i-1"),
        new Interaction.Conversation("ticket-1", null),
        event,
        Interaction.Kind.SUPPORT,
        occurredAt,
        null,
        true,
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
