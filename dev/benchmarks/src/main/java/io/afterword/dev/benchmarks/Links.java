package io.afterword.dev.benchmarks;

import io.afterword.dev.quickstart.loop.Visitor;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Links to answer: one is made over the API, the others are its copies with keys that are counted,
 * so that the load generator knows them all.
 */
record Links(Bed bed) {

  /** Makes links with the keys 1 to {@code count}. */
  void make(long count) {
    makeOne();
    bed.execute(
        ServiceKind.SURVEY,
        """
        insert into link (key_hash, invitation_id, survey_id, survey_version, slot, locale, context,
          expires_at, created_at)
        select sha256(convert_to(lpad(n::text, 21, '0') || 'A', 'UTF8')), uuidv7(), l.survey_id,
          l.survey_version, l.slot, l.locale, l.context, l.expires_at, l.created_at
        from (select * from link limit 1) l, generate_series(1, %d) n
        """
            .formatted(count));
    bed.execute(ServiceKind.SURVEY, "vacuum analyze link");
    bed.execute(ServiceKind.SURVEY, "checkpoint");
  }

  private void makeOne() {
    String key =
        bed.suite().secrets().values().getOrDefault("AFTERWORD_DISPATCH_TO_SURVEY_KEY", "");
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> context =
        Map.of(
            "interaction",
            Map.of(
                "source",
                "helpdesk",
                "id",
                "4711-3",
                "conversation",
                "4711",
                "occurredAt",
                "" + now),
            "kind",
            "SUPPORT",
            "channel",
            "EMAIL",
            "team",
            "First line",
            "agent",
            Map.of("id", "agent-7", "name", "Grace Hopper"),
            "trigger",
            "PER_INTERACTION",
            "policyId",
            UUID.randomUUID(),
            "contactId",
            UUID.randomUUID(),
            "contactName",
            "Ada Lovelace",
            "facts",
            Map.of("product", "analytical engine", "tier", "gold"));
    Visitor.program(key)
        .postJson(
            bed.address(ServiceKind.SURVEY).resolve("/v1/links"),
            Map.of(
                "invitations",
                List.of(
                    Map.of(
                        "invitationId", UUID.randomUUID(),
                        "surveyId", bed.surveyId(),
                        "contact", Map.of("name", "Ada Lovelace", "locale", "en"),
                        "context", context,
                        "expiresAt", now.plus(14, ChronoUnit.DAYS).toString()))))
        .expectSuccess()
        .text("/links/0/url");
  }
}
