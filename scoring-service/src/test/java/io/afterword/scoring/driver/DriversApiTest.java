package io.afterword.scoring.driver;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drivers over HTTP; the figures are those of reference vector CO-022. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class DriversApiTest {
  private static final String MARCH = "&from=2023-03-01&to=2023-04-01";
  private static final String DAY = "2023-03-10T12:00:00Z";

  @Inject Feed feed;

  private final UUID survey = Told.newId();
  private final VectorInput vector = VectorInput.of("CO-022");
  private final JsonNode input = vector.input().path("drivers");
  private final List<Double> speed = VectorInput.numbers(input.path("speed"));
  private final List<Double> friendliness = VectorInput.numbers(input.path("friendliness"));
  private final List<Double> resolution = VectorInput.numbers(input.path("resolution"));
  private final List<Double> outcome = VectorInput.numbers(vector.input().path("outcome"));

  @Test
  void facts_account_for_the_ratings_they_came_with() {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      events.add(
          Told.response(survey)
              .at(DAY)
              .number("replies", speed.get(i).intValue())
              .number("transfers", friendliness.get(i).intValue())
              .number("reopenings", resolution.get(i).intValue())
              .number("channelSwitches", 1)
              .rating(outcome.get(i).intValue())
              .revision(1));
    }
    // Not complete, so in no row.
    events.add(Told.response(survey).at(DAY).number("replies", 9).rating(1).revision(1));
    feed.brings(Told.published(survey, 1));
    feed.brings(events);

    ask("&drivers=replies,transfers,reopenings,channelSwitches,repeatedQuestions")
        .statusCode(200)
        .body("rowsAre", equalTo("ANSWERS"))
        .body("status", equalTo("OK"))
        .body("rows", equalTo(50))
        .body("explained", closeTo(0.49036989277409404, 1e-9))
        .body("drivers.name", contains("reopenings", "replies", "transfers"))
        .body("drivers[0].weight", closeTo(0.5836510622873209, 1e-9))
        .body("drivers[0].importance", closeTo(0.30975727026620775, 1e-9))
        .body("drivers[0].share", closeTo(63.16808491521891, 1e-6))
        .body("drivers[1].correlation", closeTo(0.3936986558789607, 1e-9))
        .body("drivers[1].weight", closeTo(0.4872537910478716, 1e-9))
        .body("drivers[2].importance", closeTo(0.040383949116974016, 1e-9))
        .body("leftOut.name", contains("repeatedQuestions", "channelSwitches"))
        .body("leftOut.reason", contains("NO_DATA", "CONSTANT"))
        .body("note", containsString("not what causes it"));
  }

  /** The same figures, the drivers now being other ratings of the same contacts. */
  @Test
  void the_pieces_of_an_nps_are_found_in_csat_ces_and_facts_of_its_contacts() {
    UUID csat = Told.newId();
    UUID ces = Told.newId();
    feed.brings(
        Told.published(survey, 1, "NPS", "nps-0-10", 0, 10),
        Told.published(csat, 1),
        Told.published(ces, 1, "CES", "ces-1-5", 1, 5));
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String contact = "piece-" + survey + "-" + i;
      events.add(
          Told.response(csat)
              .at(DAY)
              .in("contactId", contact)
              .number("replies", resolution.get(i).intValue())
              .rating(speed.get(i).intValue())
              .revision(1));
      events.add(
          Told.response(ces)
              .at(DAY)
              .in("contactId", contact)
              .rating(friendliness.get(i).intValue())
              .revision(1));
      events.add(
          Told.response(survey)
              .at("2023-03-05T12:00:00Z")
              .in("contactId", contact)
              .rating(10)
              .revision(1));
      events.add(
          Told.response(survey)
              .at(DAY)
              .in("contactId", contact)
              .rating(outcome.get(i).intValue())
              .revision(1));
    }
    feed.brings(events);

    ask("&drivers=CSAT,CES,replies")
        .statusCode(200)
        .body("rowsAre", equalTo("CONTACTS"))
        .body("rows", equalTo(50))
        .body("explained", closeTo(0.49036989277409404, 1e-9))
        .body("drivers.name", contains("replies", "CSAT", "CES"))
        .body("drivers[1].weight", closeTo(0.4872537910478716, 1e-9))
        .body("drivers[2].weight", closeTo(-0.035097207850986106, 1e-9));
    ask("&metric=NPS").body("rowsAre", equalTo("CONTACTS")).body("rows", equalTo(50));
  }

  @Test
  void few_rows_are_told_and_none_is_no_analysis() {
    feed.brings(Told.published(survey, 1));
    ask("")
        .body("status", equalTo("NO_DATA"))
        .body("rows", equalTo(0))
        .body("explained", nullValue())
        .body("drivers", hasSize(0))
        .body("leftOut", hasSize(7));

    for (int i = 0; i < 6; i++) {
      feed.brings(Told.response(survey).at(DAY).number("replies", i).rating(5 - i % 3).revision(1));
    }
    ask("&drivers=replies").body("status", equalTo("LOW_N")).body("warnings", hasItem("FEW_ROWS"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          &drivers=weather                          | 400 | UNKNOWN_FACT
          &drivers=replies,replies                  | 400 | UNKNOWN_FACT
          &drivers=CES,question:q1                  | 400 | UNKNOWN_FACT
          &drivers=CSAT                             | 409 | WRONG_METRIC
          &drivers=question:q9                      | 404 | UNKNOWN_QUESTION
          &outcome=NPS                              | 400 | UNKNOWN_PARAMETER
          &audience=EMPLOYEES                       | 400 | ANONYMITY
          """)
  void drivers_that_cannot_be_found_say_why(String more, int status, String code) {
    feed.brings(Told.published(survey, 1));

    ask(more).statusCode(status).body("code", equalTo(code)).body("detail", containsString(" "));
  }

  private ValidatableResponse ask(String more) {
    return Api.get("/v1/drivers?survey=" + survey + MARCH + more);
  }
}
