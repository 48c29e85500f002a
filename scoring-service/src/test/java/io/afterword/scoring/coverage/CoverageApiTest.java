package io.afterword.scoring.coverage;

import static io.afterword.scoring.Api.NOVEMBER;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.Api;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class CoverageApiTest {
  @Inject Feed feed;

  private final UUID survey = Told.newId();

  private ValidatableResponse ask(String more) {
    return Api.get("/v1/response-rates/coverage?survey=" + survey + NOVEMBER + more);
  }

  @Test
  void asked_of_what_there_was_to_ask_about_and_why_the_rest_was_not() {
    feed.brings(
        Told.published(survey, 1),
        Told.coverage(survey, Told.newId(), 1, "ASKED", null, "EMAIL", 7),
        Told.coverage(survey, Told.newId(), 1, "ASKED", null, "CHAT", 3),
        Told.coverage(survey, Told.newId(), 1, "WITHDRAWN", "OPTED_OUT", "CHAT", 1),
        Told.coverage(survey, Told.newId(), 1, "MISSED", "COOL_DOWN_FLOOR", "CHAT", 4),
        Told.coverage(survey, Told.newId(), 1, "SPARED", "SAMPLED_OUT", "EMAIL", 6),
        Told.coverage(survey, Told.newId(), 1, "OUTSIDE", "FILTERED_OUT", "PHONE", 50));

    ask("&groupBy=channel")
        .statusCode(200)
        .body("total.occasions", equalTo(20))
        .body("total.asked", equalTo(9))
        .body("total.neverAsked", equalTo(11))
        .body("total.coverage", equalTo(45d))
        .body("total.outside", equalTo(50))
        .body("total.reasons.reason", contains("SAMPLED_OUT", "COOL_DOWN_FLOOR", "OPTED_OUT"))
        .body("groups.value", contains("EMAIL", "CHAT", "PHONE"))
        .body("groups[1].figures.neverAsked", equalTo(5))
        .body("groups[1].figures.coverage", equalTo(100 * 2 / 7d))
        .body("groups[2].figures.coverage", nullValue());
    ask("&groupBy=locale").body("groups.value", contains("nb"));
    ask("&groupBy=agent").body("groups.name", contains("not given"));
  }

  @Test
  void a_cell_replaces_itself_however_it_comes() {
    UUID cell = Told.newId();
    List<ReceivedEvent> events = new ArrayList<>();
    for (int revision = 1; revision <= 5; revision++) {
      events.add(Told.coverage(survey, cell, revision, "MISSED", "NO_ADDRESS", "EMAIL", revision));
    }
    events.addAll(List.copyOf(events));
    Collections.shuffle(events, new Random(7));
    feed.brings(Told.published(survey, 1));
    events.forEach(feed::brings);

    ask("").body("total.missed", equalTo(5)).body("groups", hasSize(0));
    feed.brings(Told.coverage(survey, cell, 6, "MISSED", "NO_ADDRESS", "EMAIL", 0));
    ask("").body("total.missed", equalTo(0)).body("total.reasons", hasSize(0));
  }

  @Test
  void a_question_that_makes_no_sense_is_refused() {
    ask("").statusCode(404).body("code", equalTo("UNKNOWN_SURVEY"));
    feed.brings(Told.published(survey, 1));
    ask("").body("total.coverage", nullValue()).body("total.occasions", equalTo(0));
    ask("&groupBy=kind").statusCode(400).body("code", equalTo("UNKNOWN_SEGMENT"));
    ask("&zone=Asia/Tokyo").statusCode(400).body("code", equalTo("OTHER_ZONE"));
    Api.get("/v1/response-rates/coverage")
        .statusCode(400)
        .body("code", equalTo("MISSING_PARAMETER"));
  }
}
