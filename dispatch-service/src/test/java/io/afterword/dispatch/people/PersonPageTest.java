package io.afterword.dispatch.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class PersonPageTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private String contact(String email) {
    return dispatch.text("select id from contact where address = $1", email);
  }

  private static ValidatableResponse page(String contact) {
    return Dispatch.asKey().accept("text/html").get("/people/" + contact).then();
  }

  private void report(String email) {
    Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
        .statusCode(202);
  }

  @Test
  void it_says_why_somebody_was_not_asked_and_when_next() {
    String policy =
        dispatch.policy(dispatch.survey("CSAT"), "\"coolDowns\":{\"acrossAll\":\"P30D\"}");
    Asked asked = Asked.by(dispatch, policy, clock.instant());
    report(asked.email());
    page(contact(asked.email()))
        .statusCode(200)
        .body(containsString("Ada Lovelace"))
        .body(containsString("The next question is due"))
        .body(containsString("After support"))
        .body(containsString("Not asked. "))
        .body(containsString("Possible again from"))
        .body(containsString("SUPPORT COMPLETED by EMAIL"))
        .body(containsString(asked.email()));
    Dispatch.asKey()
        .get("/v1/decisions?limit=1&contact=" + contact(asked.email()))
        .then()
        .body("items[0].explanation", startsWith("Not asked. "))
        .body("items[0].explanation", containsString("Possible again from"));
  }

  @Test
  void it_says_who_has_the_credit_and_why() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    String email = UUID.randomUUID() + "@example.com";
    String id = UUID.randomUUID().toString();
    String told = Dispatch.interaction(id, email, clock.instant());
    String taken =
        Dispatch.report(
                told.replace(
                    "\"team\":", "\"assignee\":{\"id\":\"lee\",\"name\":\"Lee\"},\"team\":"))
            .statusCode(202)
            .extract()
            .path("interactions[0].interactionId");
    page(contact(email)).body(containsString("Credit: Lee, to whom it was assigned."));
    Dispatch.asKey()
        .get("/v1/interactions/" + taken)
        .then()
        .statusCode(200)
        .body("id", equalTo(id), "source", equalTo("helpdesk"), "kind", equalTo("SUPPORT"))
        .body("agent.id", equalTo("lee"), "credit", equalTo("ASSIGNEE"))
        .body("contactId", equalTo(contact(email)));
    Dispatch.asKey().get("/v1/interactions/" + UUID.randomUUID()).then().statusCode(404);

    String automatic = UUID.randomUUID() + "@example.com";
    Dispatch.report(
            Dispatch.interaction(UUID.randomUUID().toString(), automatic, clock.instant())
                .replace("\"team\":", "\"closedBy\":\"AUTOMATION\",\"team\":")
                .replace("\"facts\":{\"replies\":3}", "\"facts\":{}"))
        .statusCode(202);
    page(contact(automatic)).body(containsString("Credit: nobody, since no person replied"));
  }

  @Test
  void it_says_how_far_a_count_is_and_what_has_to_happen() {
    dispatch.policy(dispatch.survey("CSAT"), "\"trigger\":{\"type\":\"EVERY_N\",\"n\":5}");
    String email = UUID.randomUUID() + "@example.com";
    report(email);
    page(contact(email))
        .body(containsString("(1 of 5)"))
        .body(containsString("as soon as something happens that a policy asks about"));
  }

  @Test
  void who_opted_out_is_not_asked_any_more() {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "");
    Asked asked = Asked.by(dispatch, policy, clock.instant());
    dispatch.run("update contact set opted_out_at = now() where address = $1", asked.email());
    page(contact(asked.email())).body(containsString("they opted out on"));
  }

  @Test
  void nobody_is_not_found_and_a_name_is_no_markup() {
    page(UUID.randomUUID().toString()).statusCode(404);
    String email = UUID.randomUUID() + "@example.com";
    Dispatch.report(
            Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant())
                .replace("Ada Lovelace", "<script>alert(1)</script>"))
        .statusCode(202);
    page(contact(email))
        .statusCode(200)
        .body(not(containsString("<script>alert")))
        .body(containsString("&lt;script&gt;alert"));
  }

  @Test
  void a_stranger_sees_nothing_of_anybody() {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "");
    Asked asked = Asked.by(dispatch, policy, clock.instant());
    int status =
        RestAssured.given()
            .header("Authorization", "Bearer key-of-a-stranger")
            .get("/people/" + contact(asked.email()))
            .statusCode();
    assertThat(status).isEqualTo(403);
  }
}
