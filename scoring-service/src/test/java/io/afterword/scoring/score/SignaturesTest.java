package io.afterword.scoring.score;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.afterword.dev.test.PostgresResource;
import io.afterword.scoring.Api;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ratings in an agent's signature are about the single reply: a measure of their own. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "analyst", roles = "scores:read")
class SignaturesTest {
  @Inject Feed feed;

  private final UUID survey = Told.newId();

  @Test
  void they_are_in_no_score_of_the_others_and_have_one_of_their_own() {
    told();
    ask("").body("total.n", equalTo(3)).body("total.distribution.'5'", equalTo(3));
    ask("&filter=surface:SIGNATURE")
        .body("total.n", equalTo(2))
        .body("total.distribution.'1'", equalTo(2));
    ask("&groupBy=surface").body("groups", hasSize(1)).body("groups.value", hasItem("MAIL"));
    ask("&groupBy=channel,agent").body("total.n", equalTo(3));
    Api.get("/v1/scores/answers?from=2026-11-01&to=2026-12-01&survey=" + survey)
        .statusCode(200)
        .body("items", hasSize(3))
        .body("items.segments.surface", not(hasItem("SIGNATURE")));
  }

  @Test
  void an_edit_and_a_withdrawal_stay_in_their_measure() {
    feed.brings(Told.published(survey, 1));
    Told.Response signed = Told.response(survey).onSurface("SIGNATURE");
    feed.brings(signed.rating(2).revision(1));
    feed.brings(signed.rating(4).revision(2));
    ask("&filter=surface:SIGNATURE").body("total.distribution.'4'", equalTo(1));
    ask("").body("total.n", equalTo(0));

    feed.brings(signed.state("WITHDRAWN").revision(3));
    ask("&filter=surface:SIGNATURE").body("total.n", equalTo(0));
  }

  @Test
  void both_can_be_held_against_each_other_only_by_name() {
    told();
    Api.get(
            "/v1/comparisons?from=2026-11-01&to=2026-12-01&against=surface:SIGNATURE&survey="
                + survey)
        .statusCode(200)
        .body("first.result.n", equalTo(3))
        .body("second.result.n", equalTo(2));
  }

  @Test
  void they_have_a_line_of_their_own_on_the_page() {
    told();
    given()
        .accept("text/html")
        .header("Accept-Language", "en")
        .get("/scores?survey=" + survey + "&from=2026-11-01&until=2026-11-30")
        .then()
        .statusCode(200)
        .body(containsString("in signatures, about the single reply"));
  }

  private void told() {
    feed.brings(Told.published(survey, 1));
    for (int i = 0; i < 5; i++) {
      feed.brings(
          Told.response(survey)
              .onSurface(i < 3 ? "MAIL" : "SIGNATURE")
              .rating(i < 3 ? 5 : 1)
              .revision(1));
    }
  }

  private ValidatableResponse ask(String more) {
    return Api.get("/v1/scores?from=2026-11-01&to=2026-12-01&survey=" + survey + more)
        .statusCode(200);
  }
}
