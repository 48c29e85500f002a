package io.afterword.scoring.invitation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class ResponseRatesApiTest {
  private static final Instant SENT = Instant.parse("2026-11-10T10:00:00Z");

  @Inject Feed feed;

  private final UUID survey = Told.newId();

  @Test
  void answered_of_those_who_got_it_is_the_rate() {
    feed.brings(Told.published(survey, 1));
    feed.brings(
        sent("ANSWERED"),
        sent("ANSWERED"),
        sent("EXPIRED"),
        sent("CANCELLED"),
        sent("UNDELIVERABLE"),
        // Never sent, so in no denominator.
        Told.invitation(survey, Told.newId(), 1, "CANCELLED", null));

    ask("")
        .statusCode(200)
        .body("total.sent", equalTo(5))
        .body("total.delivered", equalTo(4))
        .body("total.responseRate", equalTo(50f))
        .body("total.rr2", equalTo(40f))
        .body("total.interval.method", equalTo("WILSON"))
        .body("formulas.responseRate", equalTo("RR6 = 100 * answered / (sent - bounced)"))
        .body("total.warnings", hasSize(0));
    feed.folds();
    ask("&groupBy=channel")
        .body("groups.value", contains("EMAIL"))
        .body("groups[0].rate.sent", equalTo(5));
  }

  @Test
  void open_invitations_make_it_preliminary() {
    feed.brings(Told.published(survey, 1), sent("OPEN"), sent("ANSWERED"));

    ask("").body("total.open", equalTo(1)).body("total.warnings", contains("PRELIMINARY"));
  }

  @Test
  void answers_without_invitations_have_no_frame() {
    feed.brings(Told.published(survey, 1), Told.response(survey).withoutContext().revision(1));

    ask("")
        .body("total.responseRate", nullValue())
        .body("total.reason", equalTo("NO_FRAME"))
        .body("total.warnings", contains("NO_FRAME"));
  }

  @Test
  void states_in_any_order_and_twice_count_once() {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      UUID invitation = Told.newId();
      events.add(Told.invitation(survey, invitation, 1, "SCHEDULED", null));
      events.add(Told.invitation(survey, invitation, 2, "OPEN", SENT));
      events.add(Told.invitation(survey, invitation, 3, i % 3 == 0 ? "ANSWERED" : "EXPIRED", SENT));
    }
    events.addAll(List.copyOf(events));
    Collections.shuffle(events, new Random(3));
    feed.brings(Told.published(survey, 1));
    for (int from = 0; from < events.size(); from += 25) {
      feed.brings(events.subList(from, Math.min(events.size(), from + 25)));
      if (from % 2 == 0) {
        feed.folds();
      }
    }

    ask("")
        .body("total.sent", equalTo(60))
        .body("total.answered", equalTo(20))
        .body("total.expired", equalTo(40))
        .body("total.open", equalTo(0));
  }

  @Test
  void a_survey_is_needed_and_must_exist() {
    given()
        .get("/v1/response-rates")
        .then()
        .statusCode(400)
        .body("code", equalTo("MISSING_PARAMETER"));
    ask("").statusCode(404).body("code", equalTo("UNKNOWN_SURVEY"));
    feed.brings(Told.published(survey, 1));
    ask("&groupBy=stage")
        .statusCode(400)
        .body("code", equalTo("UNKNOWN_SEGMENT"))
        .body("detail", containsString("channel, agent, team, kind"));
  }

  private ReceivedEvent sent(String state) {
    return Told.invitation(survey, Told.newId(), 2, state, SENT);
  }

  private ValidatableResponse ask(String more) {
    return given()
        .get("/v1/response-rates?from=2026-11-01&to=2026-12-01&survey=" + survey + more)
        .then();
  }
}
