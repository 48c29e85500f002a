package io.afterword.dispatch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.smtp.SinkMail;
import io.afterword.dev.test.smtp.SmtpPhase;
import io.afterword.dev.test.smtp.SmtpSink;
import io.afterword.dispatch.failure.Fault;
import io.afterword.dispatch.failure.Shows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class RelayFaultsTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;

  private SmtpSink relay;
  private String policy;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    relay = SurroundingsResource.relay();
    policy = dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT0S\"");
  }

  private UUID ask(String email) {
    return UUID.fromString(
        Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
            .statusCode(202)
            .extract()
            .path(
                "interactions[0].decisions.find { it.policyId == '%s' }.invitationId"
                    .formatted(policy)));
  }

  private static String somebody() {
    return UUID.randomUUID() + "@example.com";
  }

  private String delivery(UUID invitation) {
    return dispatch.text("select state from delivery where invitation_id = $1", invitation);
  }

  private String invitation(UUID invitation) {
    return dispatch.text("select state from invitation where id = $1", invitation);
  }

  private static String statusPage(String language) {
    return given()
        .header("Authorization", "Bearer key-of-the-tests")
        .header("Accept", "text/html")
        .header("Accept-Language", language)
        .get("/dispatch/status")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private void awaitDelivery(UUID invitation, String state) {
    dispatch.await("delivery " + state, () -> delivery(invitation).equals(state));
  }

  private List<SinkMail> mailsTo(String email) {
    return relay.mails().stream().filter(mail -> mail.recipients().contains(email)).toList();
  }

  @Test
  @Shows(Fault.REFUSED_FOR_NOW)
  void a_refusal_for_now_is_tried_again_in_five_minutes() {
    String email = somebody();
    relay.at(SmtpPhase.RECIPIENT).forRecipient(email).times(1).refuse(451, "4.3.0 try later");
    UUID invitation = ask(email);
    dispatch.await(
        "a refusal is counted",
        () ->
            dispatch
                .text("select attempts from delivery where invitation_id = $1", invitation)
                .equals("1"));
    assertThat(delivery(invitation)).isEqualTo("QUEUED");
    Instant due =
        dispatch
            .rows("select due_at from delivery where invitation_id = $1", invitation)
            .iterator()
            .next()
            .getOffsetDateTime(0)
            .toInstant();
    assertThat(Duration.between(clock.instant(), due))
        .isBetween(Duration.ofSeconds(280), Duration.ofSeconds(300));
    assertThat(invitation(invitation)).isEqualTo("SCHEDULED");

    dispatch.run("update delivery_queue set due_at = now() - interval '1 s'");
    awaitDelivery(invitation, "SENT");
    assertThat(mailsTo(email)).hasSize(1);
  }

  @Test
  @Shows(Fault.REFUSED_RECIPIENT)
  void an_unknown_user_is_final_and_the_address_is_kept_in_mind() {
    String email = somebody();
    relay.at(SmtpPhase.RECIPIENT).forRecipient(email).refuse(550, "5.1.1 no such user");
    UUID invitation = ask(email);
    awaitDelivery(invitation, "FAILED");
    assertThat(invitation(invitation)).isEqualTo("UNDELIVERABLE");
    assertThat(dispatch.text("select reason from suppression where address = $1", email))
        .isEqualTo("BAD_ADDRESS");
    Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
        .statusCode(202)
        .body(
            "interactions[0].decisions.find { it.policyId == '%s' }.reason".formatted(policy),
            org.hamcrest.Matchers.equalTo("BAD_ADDRESS"));
  }

  @Test
  @Shows(Fault.AFTER_DATA)
  void a_connection_that_drops_after_the_dot_leaves_an_unknown_that_is_held() {
    String email = somebody();
    relay.at(SmtpPhase.DOT).forRecipient(email).drop();
    UUID invitation = ask(email);
    awaitDelivery(invitation, "UNKNOWN");
    assertThat(invitation(invitation)).isEqualTo("OPEN");
    assertThat(dispatch.count("select count(*) from delivery_queue")).isZero();
    assertThat(mailsTo(email)).hasSize(1);
    Dispatch.asKey()
        .get("/v1/deliveries?state=UNKNOWN&invitation=" + invitation)
        .then()
        .statusCode(200)
        .body("items[0].state", org.hamcrest.Matchers.equalTo("UNKNOWN"));
  }

  @Test
  void a_silent_relay_holds_its_own_mail_and_nothing_else() {
    String silent = somebody();
    String other = somebody();
    relay.at(SmtpPhase.DOT).forRecipient(silent).stall();
    UUID stuck = ask(silent);
    relay.awaitStalled(1, Duration.ofSeconds(10));
    UUID fine = ask(other);
    awaitDelivery(fine, "SENT");
    assertThat(delivery(stuck)).isEqualTo("SENDING");
    awaitDelivery(stuck, "UNKNOWN");
  }

  @Test
  @Shows(Fault.AFTER_DATA)
  void as_many_silent_mails_as_there_are_places_are_given_up_and_the_rest_goes_out() {
    relay.at(SmtpPhase.DOT).times(4).stall();
    List<UUID> stuck = IntStream.range(0, 4).mapToObj(i -> ask(somebody())).toList();
    relay.awaitStalled(4, Duration.ofSeconds(10));
    UUID after = ask(somebody());
    awaitDelivery(after, "SENT");
    stuck.forEach(invitation -> awaitDelivery(invitation, "UNKNOWN"));
  }

  @Test
  @Shows(Fault.RELAY_DOWN)
  void a_relay_that_lets_nobody_in_burns_no_attempt() {
    String email = somebody();
    // Connections that rest in the pool are asked for their next mail without a greeting.
    relay.at(SmtpPhase.SENDER).times(1).refuse(530, "5.7.0 authentication required");
    UUID invitation = ask(email);
    awaitDelivery(invitation, "SENT");
    assertThat(dispatch.text("select attempts from delivery where invitation_id = $1", invitation))
        .isEqualTo("0");
  }

  @Test
  void while_survey_service_is_down_nothing_is_sent_and_nothing_counts() {
    SurroundingsResource.mood = SurroundingsResource.SurveyMood.DOWN;
    String email = somebody();
    UUID invitation = ask(email);
    dispatch.await(
        "the circuit is open",
        () -> dispatch.text("select reason from lane").startsWith("survey-service"));
    assertThat(delivery(invitation)).isEqualTo("QUEUED");
    assertThat(mailsTo(email)).isEmpty();
    dispatch.await(
        "the status page says what waits",
        () -> statusPage("en").contains("1 delivery waits for survey-service since "));
    dispatch.await(
        "and in German",
        () ->
            Pattern.compile("1 Sendung wartet seit .* auf survey-service\\.")
                .matcher(statusPage("de"))
                .find());
    SurroundingsResource.mood = SurroundingsResource.SurveyMood.OPEN;
    awaitDelivery(invitation, "SENT");
    assertThat(dispatch.text("select attempts from delivery where invitation_id = $1", invitation))
        .isEqualTo("0");
  }

  @Test
  void what_is_closed_over_there_is_not_sent() {
    SurroundingsResource.mood = SurroundingsResource.SurveyMood.CLOSED;
    String email = somebody();
    UUID invitation = ask(email);
    awaitDelivery(invitation, "CANCELLED");
    assertThat(invitation(invitation)).isEqualTo("CANCELLED");
    assertThat(mailsTo(email)).isEmpty();
    assertThat(
            dispatch.text(
                "select reason from decision where invitation_id = $1 and point = 'SENDING'",
                invitation))
        .isEqualTo("LINK_CLOSED");
  }

  @Test
  void a_name_that_would_add_a_header_goes_out_as_text() {
    String email = somebody();
    Dispatch.report(
            """
            {"source":"helpdesk","id":"%s","kind":"SUPPORT","occurredAt":"%s",
             "contact":{"email":"%s","name":"Ada\\r\\nBcc: everybody@example.com"}}"""
                .formatted(UUID.randomUUID(), clock.instant(), email))
        .statusCode(202);
    dispatch.await("a mail", () -> !mailsTo(email).isEmpty());
    SinkMail mail = mailsTo(email).get(0);
    assertThat(mail.recipients()).containsExactly(email);
    assertThat(mail.header("Bcc")).isEmpty();
  }

  @Test
  void the_header_arrives_as_the_standards_ask_for() {
    String email = somebody();
    UUID invitation = ask(email);
    awaitDelivery(invitation, "SENT");
    SinkMail mail = mailsTo(email).get(0);
    String delivery = dispatch.text("select id from delivery where invitation_id = $1", invitation);
    assertThat(mail.header("Message-ID")).contains("<" + delivery + "@blueharbour.example>");
    assertThat(mail.header("Auto-Submitted")).contains("auto-generated");
    assertThat(mail.header("List-Unsubscribe-Post")).contains("List-Unsubscribe=One-Click");
    assertThat(mail.header("List-Unsubscribe").orElseThrow())
        .startsWith("<http://localhost:8080/unsubscribe/");
    assertThat(mail.header("Reply-To").orElseThrow()).contains("support@blueharbour.example");
    assertThat(mail.header("Subject")).contains("How did we do?");
    assertThat(mail.header("Content-Type").orElseThrow()).startsWith("multipart/alternative");
    assertThat(mail.source()).contains("4: https://ask.example/r/", "?rating=4\">4</a>");
  }
}
