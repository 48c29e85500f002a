package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.smtp.SinkMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class LoopTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  @Test
  void an_interaction_becomes_a_mail_and_its_delivery_is_settled() {
    UUID survey = dispatch.survey("CSAT");
    String policy = dispatch.policy(survey, "\"delay\":\"PT0S\"");
    String email = UUID.randomUUID() + "@example.com";
    int before = SurroundingsResource.relay().mails().size();

    String invitation =
        Dispatch.report(Dispatch.interaction("i-" + email, email, clock.instant()))
            .statusCode(202)
            .body("interactions", hasSize(1))
            .body("interactions[0].decisions[0].policyId", equalTo(policy))
            .body("interactions[0].decisions[0].outcome", equalTo("ASK"))
            .extract()
            .path("interactions[0].decisions[0].invitationId");

    SinkMail mail =
        SurroundingsResource.relay().awaitMails(before + 1, Duration.ofSeconds(10)).get(before);
    assertThat(mail.recipients()).containsExactly(email);
    dispatch.await(
        "the invitation is open",
        () ->
            dispatch
                .text("select state from invitation where id = $1", UUID.fromString(invitation))
                .equals("OPEN"));
    assertThat(dispatch.eventsOf(invitation))
        .extracting(Dispatch.Event::revision)
        .containsExactly(1, 2);
    assertThat(
            dispatch.text(
                "select state from delivery where invitation_id = $1", UUID.fromString(invitation)))
        .isEqualTo("SENT");
  }
}
