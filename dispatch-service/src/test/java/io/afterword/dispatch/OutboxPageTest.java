package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.smtp.SmtpPhase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The staff's page about mails of which nobody knows; it works without any script. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class OutboxPageTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;

  private Asked asked;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    String policy = dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT0S\"");
    String email = UUID.randomUUID() + "@example.com";
    SurroundingsResource.relay().at(SmtpPhase.DOT).forRecipient(email).times(1).drop();
    asked = Asked.by(dispatch, policy, clock.instant(), email).await("UNKNOWN");
  }

  private static ValidatableResponse page(String key) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + key)
        .accept("text/html")
        .get("/outbox?state=UNKNOWN")
        .then()
        .statusCode(200);
  }

  private static String send(String... fields) {
    var form = Dispatch.asKey().redirects().follow(false);
    for (int i = 0; i < fields.length; i += 2) {
      form = form.formParam(fields[i], fields[i + 1]);
    }
    return form.post("/outbox/resolve").then().statusCode(303).extract().header("Location");
  }

  @Test
  void it_lists_what_is_known_and_offers_both_choices() {
    page(Dispatch.KEY)
        .body(
            allOf(
                containsString(asked.deliveryId() + ":" + asked.revision()),
                containsString("name=\"csrf\""),
                containsString("value=\"SEND_AGAIN\""),
                containsString("value=\"LET_BE\""),
                not(containsString(asked.email()))));
  }

  @Test
  void who_may_only_read_sees_the_list_without_the_form() {
    page("key-of-a-reader")
        .body(
            allOf(containsString(asked.deliveryId()), not(containsString("value=\"SEND_AGAIN\""))));
    RestAssured.given()
        .header("Authorization", "Bearer key-of-a-reader")
        .formParam("action", "LET_BE")
        .post("/outbox/resolve")
        .then()
        .statusCode(403);
  }

  @Test
  void the_form_of_somebody_who_is_not_signed_in_is_refused() {
    RestAssured.given()
        .formParam("action", "SEND_AGAIN")
        .formParam("delivery", asked.deliveryId() + ":" + asked.revision())
        .post("/outbox/resolve")
        .then()
        .statusCode(401);
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
  }

  @Test
  void the_chosen_are_sent_again_and_the_page_says_so() {
    String back =
        send(
            "action",
            "SEND_AGAIN",
            "delivery",
            asked.deliveryId() + ":" + asked.revision(),
            "delivery",
            asked.deliveryId() + ":nonsense");
    assertThat(back).endsWith("/outbox?state=UNKNOWN&told=again-1-0-0");
    asked.await("SENT");
    assertThat(asked.mails()).hasSize(2);
    Dispatch.asKey()
        .get("/outbox?state=UNKNOWN&told=again-1-2-0")
        .then()
        .body(containsString("1 sent again. 2 left alone, since something had changed"));
  }

  @Test
  void all_are_decided_only_by_somebody_who_is_sure() {
    assertThat(send("action", "LET_BE", "all", "true")).endsWith("?state=UNKNOWN");
    assertThat(letBe()).isZero();
    assertThat(send("action", "LET_BE", "all", "true", "sure", "true")).contains("told=be-");
    assertThat(letBe()).isEqualTo(1);
    assertThat(asked.mails()).hasSize(1);
  }

  private long letBe() {
    return dispatch.count(
        "select count(*) from delivery where let_be_at is not null and id = $1",
        UUID.fromString(asked.deliveryId()));
  }
}
