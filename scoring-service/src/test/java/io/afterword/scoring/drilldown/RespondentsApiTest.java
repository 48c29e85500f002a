package io.afterword.scoring.drilldown;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The people behind a score; the figures are those of reference vector SC-131. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class RespondentsApiTest {
  /** Answers and good answers of ten customers. */
  private static final int[][] CUSTOMERS = {
    {1, 1}, {1, 0}, {6, 6}, {2, 1}, {1, 1}, {4, 0}, {1, 1}, {3, 3}, {1, 1}, {2, 2}
  };

  @Inject Feed feed;

  private final UUID survey = Told.newId();

  @Test
  void six_answers_of_one_customer_are_not_six_customers() {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int customer = 0; customer < CUSTOMERS.length; customer++) {
      for (int i = 0; i < CUSTOMERS[customer][0]; i++) {
        events.add(
            Told.response(survey)
                .in("contactId", "customer-" + customer)
                .rating(i < CUSTOMERS[customer][1] ? 5 : 2)
                .revision(1));
      }
    }
    events.add(Told.response(survey).withoutContext().rating(1).revision(1));
    feed.brings(Told.published(survey, 1));
    feed.brings(events);

    ask("")
        .statusCode(200)
        .body("shareOf", equalTo("SATISFIED"))
        .body("answers", equalTo(22))
        .body("contacts", equalTo(10))
        .body("withoutContact", equalTo(1))
        .body("share", closeTo(72.72727272727273, 1e-9))
        .body("designEffect", closeTo(3.3459595959595942, 1e-9))
        .body("effectiveAnswers", closeTo(6.575094339622645, 1e-9))
        .body("warnings", contains("REPEAT_RESPONDENTS"));
  }

  @Test
  void everybody_once_is_what_the_usual_interval_takes_for_granted() {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(
          Told.response(survey).in("contactId", "once-" + i).rating(i < 30 ? 4 : 1).revision(1));
    }
    feed.brings(Told.published(survey, 1));
    feed.brings(events);

    ask("").body("contacts", equalTo(40)).body("warnings", empty());
    ask("&filter=channel:FAX")
        .body("answers", equalTo(0))
        .body("share", nullValue())
        .body("interval", nullValue());
    ask("&audience=EMPLOYEES").statusCode(400).body("code", equalTo("ANONYMITY"));
  }

  private ValidatableResponse ask(String more) {
    return Api.get("/v1/scores/respondents?from=2026-11-01&to=2026-12-01&survey=" + survey + more);
  }
}
