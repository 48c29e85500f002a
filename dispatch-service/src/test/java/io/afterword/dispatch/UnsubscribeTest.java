package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.optout.UnsubscribeKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class UnsubscribeTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject UnsubscribeKeys keys;
  private final String email = UUID.randomUUID() + "@example.com";

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private UUID ask(String locale) {
    dispatch.policy(dispatch.survey("CSAT"), "");
    return UUID.fromString(
        Dispatch.report(
                """
                {"source":"s","id":"%s","kind":"SUPPORT","occurredAt":"%s",
                 "contact":{"email":"%s","locale":"%s"}}"""
                    .formatted(UUID.randomUUID(), clock.instant(), email, locale))
            .statusCode(202)
            .extract()
            .path("interactions[0].decisions[0].invitationId"));
  }

  @Test
  void looking_changes_nothing() {
    UUID invitation = ask("de");
    RestAssured.get("/unsubscribe/" + keys.of(invitation))
        .then()
        .statusCode(200)
        .body(containsString("<button"), containsString("Nicht mehr fragen"));
    RestAssured.head("/unsubscribe/" + keys.of(invitation)).then().statusCode(200);
    assertThat(dispatch.text("select state from invitation where id = $1", invitation))
        .isEqualTo("SCHEDULED");
  }

  @Test
  void one_click_stops_everything_and_may_come_twice() {
    UUID invitation = ask("ar");
    for (int i = 0; i < 2; i++) {
      RestAssured.given()
          .redirects()
          .follow(false)
          .contentType("application/x-www-form-urlencoded")
          .body("List-Unsubscribe=One-Click")
          .post("/unsubscribe/" + keys.of(invitation))
          .then()
          .statusCode(200)
          .body(containsString("dir=\"rtl\""));
    }
    assertThat(dispatch.text("select state from invitation where id = $1", invitation))
        .isEqualTo("CANCELLED");
    assertThat(dispatch.eventsOf(invitation)).hasSize(2);
    assertThat(dispatch.text("select reason from suppression where address = $1", email))
        .isEqualTo("OPTED_OUT");
    Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
        .body("interactions[0].decisions[0].reason", equalTo("OPTED_OUT"));
  }

  @Test
  void one_click_works_as_a_multipart_form_too() {
    UUID invitation = ask("en");
    RestAssured.given()
        .multiPart("List-Unsubscribe", "One-Click")
        .post("/unsubscribe/" + keys.of(invitation))
        .then()
        .statusCode(200);
    assertThat(dispatch.text("select state from invitation where id = $1", invitation))
        .isEqualTo("CANCELLED");
  }

  @Test
  void one_kind_of_survey_can_be_stopped_and_the_others_go_on() {
    UUID invitation = ask("nb");
    RestAssured.get("/unsubscribe/" + keys.of(invitation))
        .then()
        .body(containsString("Bare ikke still slike spørsmål"));
    RestAssured.given()
        .contentType("application/x-www-form-urlencoded")
        .body("only=kind")
        .post("/unsubscribe/" + keys.of(invitation))
        .then()
        .statusCode(200)
        .body(containsString("Vi stiller deg ikke slike spørsmål igjen."));
    assertThat(dispatch.text("select state from invitation where id = $1", invitation))
        .isEqualTo("SCHEDULED");
    Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
        .body("interactions[0].decisions[0].reason", equalTo("OPTED_OUT_OF_KIND"));
  }

  @Test
  void an_altered_key_gets_a_kind_page_that_tells_nothing() {
    UUID invitation = ask("en");
    String key = keys.of(invitation);
    String altered = key.substring(0, 30) + (key.charAt(30) == 'A' ? 'B' : 'A') + key.substring(31);
    for (String wrong : new String[] {altered, "nonsense", keys.of(UUID.randomUUID())}) {
      RestAssured.given()
          .contentType("application/x-www-form-urlencoded")
          .body("List-Unsubscribe=One-Click")
          .post("/unsubscribe/" + wrong)
          .then()
          .statusCode(404)
          .body(containsString("This link does not work"), not(containsString("<button")));
    }
    assertThat(dispatch.text("select state from invitation where id = $1", invitation))
        .isEqualTo("SCHEDULED");
  }
}
