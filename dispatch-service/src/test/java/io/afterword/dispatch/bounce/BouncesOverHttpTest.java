package io.afterword.dispatch.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.dispatch.delivery.Workers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mail servers report settles what nobody knew. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class BouncesOverHttpTest {
  @Inject Dispatch dispatch;
  @Inject Workers workers;
  @Inject Clock clock;

  private Asked asked;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    asked = Asked.by(dispatch, dispatch.policy(dispatch.survey("CSAT"), ""), clock.instant());
    workers.leaveInDoubt(asked.invitation());
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
  }

  @ParameterizedTest
  @CsvSource({
    "5.1.1, BOUNCED, true",
    "5.2.1, BOUNCED, true",
    "5.2.2, BOUNCED, false",
    "5.7.1, BOUNCED, false",
    "4.4.7, BOUNCED, false",
  })
  void a_returned_mail_is_settled_and_only_a_wrong_address_is_kept_in_mind(
      String status, String state, boolean addressBlamed) {
    report("Action: failed\nStatus: " + status)
        .body("kind", equalTo("RETURNED"))
        .body("deliveryId", equalTo(asked.deliveryId()))
        .body("changed", equalTo(true));

    assertThat(asked.delivery()).isEqualTo(state);
    assertThat(dispatch.count("select count(*) from suppression where address = $1", asked.email()))
        .isEqualTo(addressBlamed ? 1 : 0);
    report("Action: failed\nStatus: " + status).body("changed", equalTo(false));
  }

  @Test
  void a_report_of_arrival_settles_it_and_a_delay_does_not() {
    report("Action: delayed\nStatus: 4.4.1")
        .body("kind", equalTo("DELAYED"))
        .body("changed", equalTo(false));
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");

    report("Action: relayed\nStatus: 2.0.0")
        .body("kind", equalTo("DELIVERED"))
        .body("changed", equalTo(true));
    assertThat(asked.delivery()).isEqualTo("SENT");
    report("Action: relayed\nStatus: 2.0.0").body("changed", equalTo(false));
  }

  @Test
  void who_calls_a_mail_spam_is_asked_no_more() {
    String mail =
        """
        To: postmaster@blueharbour.example
        Content-Type: multipart/report; report-type=feedback-report; boundary="p"

        --p
        Content-Type: message/feedback-report

        Feedback-Type: abuse

        --p
        Content-Type: message/rfc822

        Message-ID: <%s@blueharbour.example>

        --p--
        """
            .formatted(asked.deliveryId());

    post(mail).statusCode(200).body("kind", equalTo("COMPLAINT"));

    assertThat(asked.state()).isEqualTo("CANCELLED");
    assertThat(dispatch.text("select reason from suppression where address = $1", asked.email()))
        .isEqualTo("COMPLAINED");
    assertThat(dispatch.text("select opted_out_at from contact where address = $1", asked.email()))
        .isNotEqualTo("null");
  }

  @Test
  void a_mail_goes_out_with_a_return_path_of_its_own_by_which_it_comes_back() {
    dispatch.startAfresh();
    Asked another =
        Asked.by(
                dispatch,
                dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT0S\""),
                clock.instant())
            .await("SENT");
    String returnPath = another.mails().get(0).sender();
    String mail =
        """
        Content-Type: multipart/report; boundary=p

        --p
        Content-Type: message/delivery-status

        Reporting-MTA: dns; a.example

        Action: failed
        Status: 5.1.1

        --p--
        """;

    Dispatch.asKey()
        .contentType("message/rfc822")
        .queryParam("recipient", returnPath)
        .body(mail.getBytes(StandardCharsets.UTF_8))
        .post("/v1/bounces")
        .then()
        .statusCode(200)
        .body("deliveryId", equalTo(another.deliveryId()));

    assertThat(another.delivery()).isEqualTo("BOUNCED");
    assertThat(another.state()).isEqualTo("UNDELIVERABLE");
  }

  @Test
  void what_is_no_report_changes_nothing_and_is_answered_kindly() {
    post("To: bounces@blueharbour.example\nSubject: Out of office\n\nI am away.")
        .statusCode(200)
        .body("kind", equalTo("OTHER"))
        .body("deliveryId", nullValue());
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
  }

  @Test
  void an_empty_body_is_no_mail_and_a_stranger_may_not_report() {
    post("").statusCode(422).body("code", equalTo("NOT_A_MAIL"));
    RestAssured.given()
        .contentType("message/rfc822")
        .body("To: a@b.example\n\n".getBytes(StandardCharsets.UTF_8))
        .post("/v1/bounces")
        .then()
        .statusCode(401);
  }

  private ValidatableResponse report(String group) {
    String mail =
        """
        To: postmaster@blueharbour.example
        Content-Type: multipart/report; report-type=delivery-status; boundary="p"

        --p
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.com

        Final-Recipient: rfc822; ada@customer.example
        %s

        --p
        Content-Type: text/rfc822-headers

        Message-ID: <%s@blueharbour.example>

        --p--
        """
            .formatted(group, asked.deliveryId());
    return post(mail).statusCode(200);
  }

  private ValidatableResponse post(String mail) {
    RequestSpecification request = Dispatch.asKey().contentType("message/rfc822");
    return request.body(mail.getBytes(StandardCharsets.UTF_8)).post("/v1/bounces").then();
  }
}
