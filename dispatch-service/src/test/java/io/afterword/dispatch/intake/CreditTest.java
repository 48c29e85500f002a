package io.afterword.dispatch.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The credit is frozen when the interaction arrives, and goes with the invitation. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class CreditTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject ObjectMapper json;

  private final String ticket = UUID.randomUUID().toString();

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private static String told(String id, String ticket, String event, Instant at, String more) {
    return """
        {"source":"helpdesk","id":"%s","conversation":"%s","event":"%s","kind":"SUPPORT",
         "occurredAt":"%s","contact":{"email":"%s@example.com"}%s}"""
        .formatted(id, ticket, event, at, ticket, more);
  }

  private static String reply(String agent) {
    return ",\"agent\":{\"id\":\"%s\",\"name\":\"%s\"}".formatted(agent, agent);
  }

  /** Id and name of the agent that the invitation of that report carries. */
  private JsonNode context(String report) throws IOException {
    String invitation =
        Dispatch.report(report)
            .statusCode(202)
            .extract()
            .path("interactions[0].decisions[0].invitationId");
    return json.readTree(
        dispatch.text(
            "select context::text from invitation where id = $1", UUID.fromString(invitation)));
  }

  @Test
  void the_assignee_of_a_closed_conversation_has_it_and_what_was_said_is_kept_beside_it()
      throws IOException {
    dispatch.policy(dispatch.survey("CSAT"), "");
    JsonNode context =
        context(
            told(
                ticket,
                ticket,
                "COMPLETED",
                clock.instant(),
                reply("kim") + ",\"assignee\":{\"id\":\"lee\"},\"lastReplied\":{\"id\":\"noa\"}"));
    assertThat(context.at("/agent/id").asText()).isEqualTo("lee");
    JsonNode kept =
        json.readTree(
            dispatch.text("select content::text from interaction where external_id = $1", ticket));
    assertThat(kept.at("/agent/id").asText()).isEqualTo("lee");
    assertThat(kept.at("/handling/agent/id").asText()).isEqualTo("kim");
    assertThat(kept.at("/handling/credit").asText()).isEqualTo("ASSIGNEE");
  }

  @Test
  void whoever_replied_last_is_known_from_earlier_reports() throws IOException {
    Instant now = clock.instant();
    Dispatch.report(
            told(ticket + "-1", ticket, "REPLIED", now.minus(Duration.ofHours(3)), reply("noa")))
        .statusCode(202);
    Dispatch.report(
            told(ticket + "-2", ticket, "REPLIED", now.minus(Duration.ofHours(2)), reply("lee")))
        .statusCode(202);
    dispatch.policy(dispatch.survey("CSAT"), "");
    JsonNode context =
        context(told(ticket, ticket, "COMPLETED", now.minus(Duration.ofHours(1)), reply("kim")));
    assertThat(context.at("/agent/id").asText()).isEqualTo("lee");

    Dispatch.report(told(ticket + "-3", ticket, "REPLIED", now, reply("ola"))).statusCode(202);
    assertThat(
            dispatch.text(
                "select content #>> '{agent,id}' from interaction where external_id = $1", ticket))
        .isEqualTo("lee");
  }

  @Test
  void replies_of_the_same_batch_count_as_well() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    Instant now = clock.instant();
    Dispatch.report(
            "["
                + told(ticket, ticket, "COMPLETED", now, reply("kim"))
                + ","
                + told(
                    ticket + "-1", ticket, "REPLIED", now.minus(Duration.ofHours(1)), reply("noa"))
                + "]")
        .statusCode(202);
    assertThat(
            dispatch.text(
                "select content #>> '{agent,id}' from interaction where external_id = $1", ticket))
        .isEqualTo("noa");
  }

  @Test
  void a_rule_that_closes_what_nobody_replied_to_earns_nobody_anything() throws IOException {
    dispatch.policy(dispatch.survey("CSAT"), "");
    JsonNode context =
        context(
            told(
                ticket,
                ticket,
                "COMPLETED",
                clock.instant(),
                reply("kim") + ",\"closedBy\":\"AUTOMATION\""));
    assertThat(context.has("agent")).isFalse();
  }

  @Test
  void the_same_report_again_is_the_same_whatever_was_replied_meanwhile() {
    String report = told(ticket, ticket, "COMPLETED", clock.instant(), reply("kim"));
    Dispatch.report(report).statusCode(202);
    Dispatch.report(
            told(
                ticket + "-1",
                ticket,
                "REPLIED",
                clock.instant().minus(Duration.ofHours(1)),
                reply("noa")))
        .statusCode(202);
    Dispatch.report(report).statusCode(202);
    Dispatch.report(report.replace("kim", "lee")).statusCode(409);
  }
}
