package io.afterword.dispatch.forecast;

import static io.afterword.dispatch.Dispatch.asKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class ForecastTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private static ValidatableResponse forecast(String policy) {
    return asKey().get("/v1/policies/" + policy + "/forecast").then();
  }

  private static JsonPath read(String policy) {
    return forecast(policy).statusCode(200).extract().jsonPath();
  }

  private void report(String email) {
    Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
        .statusCode(202);
  }

  private static String somebody() {
    return UUID.randomUUID() + "@example.com";
  }

  /** As many mails on each of the last days as if the policy had been there all the time. */
  private void pretendPast(String policy, int days, int mailsADay) {
    UUID id = UUID.fromString(policy);
    Asked asked = Asked.by(dispatch, policy, clock.instant());
    dispatch.run(
        "update policy set created_at = $2 where id = $1",
        id,
        clock.instant().minus(Duration.ofDays(days + 1)).atOffset(ZoneOffset.UTC));
    dispatch.run(
        "insert into invitation (id, revision, state, policy_id, trigger, survey_id, contact_id,"
            + " interaction_id, source, conversation, occurred_at, due_at, expires_after_seconds,"
            + " first_sent_at, expires_at, context, created_at)"
            + " select gen_random_uuid(), 1, 'EXPIRED', policy_id, trigger, survey_id, contact_id,"
            + " gen_random_uuid(), source, conversation, occurred_at, due_at, 60, at, at, context,"
            + " created_at from invitation, (select $2::timestamptz - d * interval '1 day' as at"
            + " from generate_series(1, $3::int) d, generate_series(1, $4::int)) past"
            + " where id = $1",
        asked.invitation(),
        clock.instant().atOffset(ZoneOffset.UTC),
        days,
        mailsADay);
  }

  @Test
  void what_waits_is_certain() {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT48H\"");
    report(somebody());
    report(somebody());
    JsonPath seen = read(policy);
    assertThat(seen.getInt("total.low")).isEqualTo(2);
    assertThat(seen.getFloat("total.expected")).isEqualTo(2f);
    assertThat(seen.getInt("days[2].mails.low")).isEqualTo(2);
    assertThat(seen.getString("basis")).isEqualTo("PAST_RATE");
    assertThat(seen.getString("confidence")).isEqualTo("POOR");
  }

  @Test
  void four_weeks_of_mails_go_on() {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT1H\"");
    pretendPast(policy, 28, 10);
    JsonPath seen = read(policy);
    assertThat(seen.getFloat("total.expected")).isBetween(135f, 145f);
    assertThat(seen.getInt("total.low")).isBetween(100, 130);
    assertThat(seen.getInt("total.high")).isBetween(150, 180);
    assertThat(seen.getString("confidence")).isEqualTo("GOOD");
    assertThat(seen.getString("sentence")).contains("About 140 mails").contains("four weeks");
  }

  @Test
  void a_chain_knows_whom_it_follows() {
    String first = dispatch.policy(dispatch.survey("NPS"), "\"delay\":\"PT0S\"");
    Asked.by(dispatch, first, clock.instant()).await("SENT");
    String next =
        dispatch.policy(
            dispatch.survey("CES"),
            "\"trigger\":{\"type\":\"CHAIN\",\"follows\":\"%s\",\"after\":\"P7D\"}"
                .formatted(first));
    JsonPath seen = read(next);
    assertThat(seen.getString("basis")).isEqualTo("CHAIN");
    assertThat(seen.getFloat("total.expected")).isEqualTo(1f);
    assertThat(seen.getFloat("days[7].mails.expected")).isEqualTo(1f);
  }

  @Test
  void turns_of_the_next_weeks_are_counted() {
    report(somebody());
    String weekly =
        dispatch.policy(
            dispatch.survey("NPS"), "\"trigger\":{\"type\":\"RECURRING\",\"every\":\"P1W\"}");
    long people = dispatch.count("select count(*) from contact");
    JsonPath seen = read(weekly);
    assertThat(seen.getString("basis")).isEqualTo("TURNS");
    // Twelve days are counted, so everybody has one turn at least and two at most.
    assertThat(seen.getDouble("total.expected")).isBetween((double) people, 2d * people);
  }

  @Test
  void counts_that_are_nearly_full_fire_soon() {
    String policy =
        dispatch.policy(
            dispatch.survey("CSAT"),
            "\"trigger\":{\"type\":\"EVERY_N\",\"n\":3,\"orAfterQuiet\":\"P5D\"}");
    String ada = somebody();
    report(ada);
    report(ada);
    JsonPath seen = read(policy);
    assertThat(seen.getString("basis")).isEqualTo("COUNTERS");
    assertThat(seen.getFloat("days[5].mails.expected")).isGreaterThanOrEqualTo(1f);
  }

  @Test
  void a_paused_policy_sends_nothing_and_an_unknown_one_is_none() {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "\"enabled\":false");
    forecast(policy).body("basis", equalTo("PAUSED")).body("total.high", equalTo(0));
    forecast(UUID.randomUUID().toString()).statusCode(404).body("code", equalTo("NOT_FOUND"));
  }

  @Test
  void the_page_says_it_in_words_and_goes_on_where_it_ends() {
    UUID survey = dispatch.survey("CSAT");
    String oldest = "Oldest " + UUID.randomUUID();
    named(survey, oldest);
    for (int i = 0; i < 20; i++) {
      named(survey, "Policy " + i);
    }
    String page =
        asKey()
            .accept("text/html")
            .get("/policies")
            .then()
            .statusCode(200)
            .body(containsString("Next 14 days"))
            .body(containsString("A guess."))
            .body(not(containsString(oldest)))
            .extract()
            .asString();
    String more = page.replaceAll("(?s).*href=\"(/policies\\?after=[^\"]+)\".*", "$1");
    asKey()
        .accept("text/html")
        .get(more)
        .then()
        .statusCode(200)
        .body(containsString(oldest))
        .body(containsString("First policies"));
  }

  private static void named(UUID survey, String name) {
    asKey()
        .contentType("application/json")
        .body("{\"name\":\"%s\",\"surveyId\":\"%s\"}".formatted(name, survey))
        .post("/v1/policies")
        .then()
        .statusCode(201);
  }
}
