package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class PolicyTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;
  private UUID survey;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    survey = dispatch.survey("NPS");
  }

  private ValidatableResponse create(String members) {
    return Dispatch.asKey()
        .contentType("application/json")
        .body("{\"name\":\"P\",\"surveyId\":\"%s\",%s}".formatted(survey, members))
        .post("/v1/policies")
        .then();
  }

  @Test
  void a_policy_is_made_with_its_defaults_written_out_and_its_filter_spoken() {
    String location =
        create("\"filter\":{\"field\":\"channel\",\"in\":[\"EMAIL\",\"CHAT\"]}")
            .statusCode(201)
            .header("ETag", "\"0\"")
            .body("delay", equalTo("PT24H"))
            .body("expiresAfter", equalTo("PT336H"))
            .body("trigger.type", equalTo("PER_INTERACTION"))
            .body("coolDowns.floor", equalTo("PT24H"))
            .body("filterSentence", equalTo("channel is EMAIL or CHAT"))
            .extract()
            .header("Location");
    Dispatch.asKey().get(location).then().statusCode(200).header("ETag", "\"0\"");
  }

  @Test
  void the_same_key_makes_one_policy() {
    String key = UUID.randomUUID().toString();
    String body = "{\"name\":\"once\",\"surveyId\":\"%s\"}".formatted(survey);
    String first = null;
    for (int i = 0; i < 2; i++) {
      String id =
          Dispatch.asKey()
              .header("Idempotency-Key", key)
              .contentType("application/json")
              .body(body)
              .post("/v1/policies")
              .then()
              .statusCode(201)
              .extract()
              .path("id");
      assertThat(first == null || first.equals(id)).isTrue();
      first = id;
    }
    Dispatch.asKey()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body.replace("once", "twice"))
        .post("/v1/policies")
        .then()
        .statusCode(409)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
  }

  @Test
  void a_change_needs_the_version_that_it_was_made_on() {
    String id = dispatch.policy(survey, "");
    String body = "{\"name\":\"Changed\",\"surveyId\":\"%s\"}".formatted(survey);
    var request = Dispatch.asKey().contentType("application/json").body(body);
    request
        .put("/v1/policies/" + id)
        .then()
        .statusCode(428)
        .body("code", equalTo("VERSION_REQUIRED"));
    Dispatch.asKey()
        .contentType("application/json")
        .body(body)
        .header("If-Match", "\"7\"")
        .put("/v1/policies/" + id)
        .then()
        .statusCode(412)
        .body("code", equalTo("STALE_VERSION"));
    Dispatch.asKey()
        .contentType("application/json")
        .body(body)
        .header("If-Match", "\"0\"")
        .put("/v1/policies/" + id)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("name", equalTo("Changed"));
    Dispatch.asKey()
        .header("If-Match", "\"1\"")
        .post("/v1/policies/" + id + "/disable")
        .then()
        .statusCode(200)
        .body("enabled", equalTo(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "delay":"tomorrow"                              | NOT_A_DURATION | /delay
          "delay":"PT-1H"                                 | OUT_OF_RANGE   | /delay
          "trigger":{"type":"SOMETIMES"}                  | UNKNOWN_VALUE  | /trigger/type
          "trigger":{"type":"EVERY_N","n":1}              | OUT_OF_RANGE   | /trigger/n
          "filter":{"field":"chanel","is":"EMAIL"}        | INVALID_FILTER | /filter/field
          "filter":{"all":[{"field":"team"}]}             | INVALID_FILTER | /filter/all/0
          "filter":{"al":[]}                              | INVALID_FILTER | /filter/al
          "coolDowns":{"acrossAll":"P9999D"}              | OUT_OF_RANGE   | /coolDowns/acrossAll
          "dealy":"PT1H"                                  | UNKNOWN_FIELD  | /dealy
          "trigger":{"type":"EVERY_N","orAfterQuiet":"x"} | NOT_A_DURATION | /trigger/orAfterQuiet
          "trigger":{"type":"EVERY_N","orAfterQuiet":"PT5M"} | OUT_OF_RANGE | /trigger/orAfterQuiet
          "trigger":{"type":"PER_INTERACTION","n":3}      | UNKNOWN_FIELD  | /trigger/n
          "window":{"days":[]}                            | EMPTY_WINDOW   | /window/days
          "window":{"days":["FUNDAY"]}                    | UNKNOWN_VALUE  | /window/days
          "window":{"from":"18:00","to":"09:00"}          | INVERTED_WINDOW | /window/to
          "window":{"from":"09:00","to":"09:00"}          | INVERTED_WINDOW | /window/to
          "window":{"from":"9 o'clock"}                   | NOT_A_TIME_OF_DAY | /window/from
          "window":{"from":"25:00"}                       | NOT_A_TIME_OF_DAY | /window/from
          "sampleRate":0                                  | OUT_OF_RANGE   | /sampleRate
          "sampleRate":1.5                                | OUT_OF_RANGE   | /sampleRate
          "sampleRate":1e-99                              | OUT_OF_RANGE   | /sampleRate
          "dailyCap":0                                    | OUT_OF_RANGE   | /dailyCap
          "priority":99999999999                          | OUT_OF_RANGE   | /priority
          "initiatedBy":"AGENT"                           | UNKNOWN_VALUE  | /initiatedBy
          "reminders":["P1D","P2D","P3D"]                 | TOO_MANY       | /reminders
          "reminders":["soon"]                            | NOT_A_DURATION | /reminders
          "reminders":["P3D","P2D"]                       | OUT_OF_RANGE   | /reminders
          "reminders":["P20D"]                            | OUT_OF_RANGE   | /reminders
          "filter":{"field":"kind","is":"SUPORT"}         | NEVER_FIRES    | /filter
          "split":[{"name":"A"}]                          | INVALID_SPLIT  | /split
          "split":[{"name":"A"},{"name":"A"}]             | INVALID_SPLIT  | /split/1/name
          "split":[{"name":"A"},{"subject":"x"}]          | INVALID_SPLIT  | /split/1/name
          "split":[{"name":"A"},{"name":"B","delay":"x"}] | NOT_A_DURATION | /split/1/delay
          "split":[{"name":"A"},{"name":"B","subjekt":"x"}] | UNKNOWN_FIELD | /split/1/subjekt
          "split":[{"name":"A"},{"name":"B","subject":"a\\r\\nBcc: x"}] | UNREADABLE_TEXT | /split/1/subject
          "trigger":{"type":"RECURRING","every":"quarterly"} | NOT_A_PERIOD | /trigger/every
          "trigger":{"type":"RECURRING","every":"PT24H"}  | NOT_A_PERIOD   | /trigger/every
          "trigger":{"type":"RECURRING","every":"P0D"}    | NOT_A_PERIOD   | /trigger/every
          "trigger":{"type":"RECURRING","every":"-P3M"}   | NOT_A_PERIOD   | /trigger/every
          "trigger":{"type":"RECURRING","every":"P1D"}    | ASKS_TOO_OFTEN | /trigger/every
          "trigger":{"type":"RECURRING","every":"P999999999Y"} | OUT_OF_RANGE | /trigger/every
          "trigger":{"type":"RECURRING","on":["01-01","01-02"]} | ASKS_TOO_OFTEN | /trigger/on
          "trigger":{"type":"RECURRING","on":["02-30"]}   | NOT_A_DATE     | /trigger/on
          "trigger":{"type":"RECURRING","on":[]}          | INVALID_RHYTHM | /trigger/on
          "trigger":{"type":"RECURRING","on":["01-15"],"every":"P3M"} | INVALID_RHYTHM | /trigger/on
          "trigger":{"type":"RECURRING","start":"soon"}   | NOT_A_DATE     | /trigger/start
          "trigger":{"type":"RECURRING","spread":"P0D"}   | NOT_A_PERIOD   | /trigger/spread
          "trigger":{"type":"RECURRING"},"delay":"PT1H"   | OUT_OF_RANGE   | /delay
          "trigger":{"type":"RECURRING"},"filter":{"field":"kind","is":"SUPPORT"} | INVALID_FILTER | /filter
          "filter":{"field":"event","is":"REOPENED"}      | NEVER_FIRES    | /filter
          """)
  void a_policy_that_cannot_be_read_is_refused(String members, String code, String pointer) {
    create(members)
        .statusCode(code.equals("UNKNOWN_FIELD") ? 400 : 422)
        .body("code", equalTo(code))
        .body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void a_policy_about_effort_whose_filter_leaves_the_customers_own_out_can_never_fire() {
    survey = dispatch.survey("CES");
    String ours = "\"filter\":{\"field\":\"initiatedBy\",\"is\":\"COMPANY\"}";
    create(ours)
        .statusCode(422)
        .body("code", equalTo("NEVER_FIRES"))
        .body("detail", containsString("ANYBODY"));
    create(ours + ",\"initiatedBy\":\"ANYBODY\"")
        .statusCode(201)
        .body("initiatedBy", equalTo("ANYBODY"));
  }

  @Test
  void what_may_surprise_is_told_when_the_policy_is_made() {
    create("\"delay\":\"PT0S\"")
        .statusCode(201)
        .body("warnings.code", contains("ASKS_OFTEN"))
        .body("warnings[0].pointer", equalTo("/coolDowns"));
    create(
            "\"coolDowns\":{\"acrossAll\":\"P30D\"},"
                + "\"filter\":{\"field\":\"contact.attributes.plann\",\"is\":\"gold\"}")
        .statusCode(201)
        .body("warnings.code", contains("UNKNOWN_ATTRIBUTE"))
        .body("warnings[0].detail", containsString("contact.attributes.plann"));
    create("\"trigger\":{\"type\":\"EVERY_N\",\"orAfterQuiet\":\"P1D\"}")
        .statusCode(201)
        .body("warnings.code", contains("ASKS_OFTEN"));
    create("\"trigger\":{\"type\":\"EVERY_N\",\"orAfterQuiet\":\"P30D\"}")
        .statusCode(201)
        .body("warnings", empty());
    create("\"coolDowns\":{\"acrossAll\":\"P30D\"}").statusCode(201).body("warnings", empty());
  }

  @Test
  void asking_often_is_told_for_requests_and_chains_too() {
    String onRequest = "\"trigger\":{\"type\":\"ON_REQUEST\"}";
    String first =
        create(onRequest)
            .statusCode(201)
            .body("warnings.code", contains("ASKS_OFTEN"))
            .body("warnings[0].detail", containsString("asked every 1 day;"))
            .extract()
            .path("id");
    create(onRequest + ",\"coolDowns\":{\"perSurvey\":\"P7D\"}")
        .statusCode(201)
        .body("warnings", empty());
    String chain = "\"trigger\":{\"type\":\"CHAIN\",\"follows\":\"%s\",\"after\":\"%s\"}";
    create(chain.formatted(first, "P2D"))
        .statusCode(201)
        .body("warnings.code", contains("ASKS_OFTEN"))
        .body("warnings[0].detail", containsString("asked every 2 days;"));
    create(chain.formatted(first, "P60D")).statusCode(201).body("warnings", empty());
  }

  @Test
  void an_attribute_that_nobody_has_is_told_with_the_counts_and_the_nearest_name() {
    Dispatch.report(
            Dispatch.interaction(
                    UUID.randomUUID().toString(), "counts@example.com", clock.instant())
                .replace("\"locale\":\"en\"", "\"attributes\":{\"subscription\":\"gold\"}"))
        .statusCode(202);
    create(
            "\"coolDowns\":{\"acrossAll\":\"P30D\"},\"filter\":{\"any\":["
                + "{\"field\":\"contact.attributes.subscripton\",\"is\":\"gold\"},"
                + "{\"field\":\"facts.neverReported\",\"atLeast\":1}]}")
        .statusCode(201)
        .body("warnings.code", contains("UNKNOWN_ATTRIBUTE", "UNKNOWN_ATTRIBUTE"))
        .body(
            "warnings[0].detail",
            matchesPattern(
                "0 of the [\\d,]+ contacts looked at, the newest ones, have"
                    + " contact.attributes.subscripton; did you mean subscription\\?"))
        .body("warnings[1].detail", matchesPattern("0 of the [\\d,]+ interactions looked at.*"));
  }

  @Test
  void a_recurring_policy_is_shown_with_its_rhythm_and_asks_half_a_cycle_apart() {
    create("\"trigger\":{\"type\":\"RECURRING\"}")
        .statusCode(201)
        .body("trigger.every", equalTo("P3M"))
        .body("trigger.start", equalTo("2001-01-01"))
        .body("delay", equalTo("PT0S"))
        .body("coolDowns.perSurvey", equalTo("PT1080H"))
        .body("warnings", empty())
        .body("sentence", containsString("Every 3 months"));
    create("\"trigger\":{\"type\":\"RECURRING\",\"on\":[\"07-15\",\"01-15\"]}")
        .statusCode(201)
        .body("trigger.on", contains("01-15", "07-15"))
        .body("trigger.spread", equalTo("P5D"));
  }

  @Test
  void a_policy_is_paused_and_resumed_on_its_page_and_an_older_page_changes_nothing() {
    String id = dispatch.policy(survey, "");
    Dispatch.asKey()
        .accept("text/html")
        .get("/policies")
        .then()
        .body(containsString("/policies/" + id + "/pause"));
    form(id, "pause", 0).statusCode(303);
    Dispatch.asKey().get("/v1/policies/" + id).then().body("enabled", equalTo(false));
    form(id, "resume", 0).statusCode(412);
    form(id, "resume", 1).statusCode(303);
    Dispatch.asKey().get("/v1/policies/" + id).then().body("enabled", equalTo(true));
  }

  private static ValidatableResponse form(String id, String what, int version) {
    return Dispatch.asKey()
        .redirects()
        .follow(false)
        .formParam("version", version)
        .post("/policies/" + id + "/" + what)
        .then();
  }

  @Test
  void all_that_was_set_is_shown_again() {
    String location =
        create(
                "\"trigger\":{\"type\":\"EVERY_N\",\"n\":4,\"orAfterQuiet\":\"P30D\"},"
                    + "\"sampleRate\":0.250,\"dailyCap\":100,\"priority\":7,"
                    + "\"window\":{\"days\":[\"FRIDAY\",\"MONDAY\"],\"from\":\"09:30\"},"
                    + "\"reminders\":[\"P3D\",\"P7D\"],"
                    + "\"split\":[{\"name\":\"A\"},{\"name\":\"B\",\"subject\":\"One click\"}]")
            .statusCode(201)
            .extract()
            .header("Location");
    Dispatch.asKey()
        .get(location)
        .then()
        .statusCode(200)
        .body("trigger.orAfterQuiet", equalTo("PT720H"))
        .body("sampleRate", equalTo(0.25f))
        .body("dailyCap", equalTo(100))
        .body("priority", equalTo(7))
        .body("window.days", contains("MONDAY", "FRIDAY"))
        .body("window.from", equalTo("09:30"))
        .body("window.to", equalTo("24:00"))
        .body("reminders", contains("PT72H", "PT168H"))
        .body("split.name", contains("A", "B"))
        .body("split[1].subject", equalTo("One click"))
        .body("sentence", containsString("split evenly into A and B (subject “One click”)"));
  }

  @Test
  void a_survey_that_nobody_published_cannot_be_asked() {
    Dispatch.asKey()
        .contentType("application/json")
        .body("{\"name\":\"P\",\"surveyId\":\"%s\"}".formatted(UUID.randomUUID()))
        .post("/v1/policies")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_SURVEY"));
    dispatch.run("update known_survey set archived = true where id = $1", survey);
    create("\"delay\":\"PT1H\"").statusCode(422).body("code", equalTo("ARCHIVED_SURVEY"));
  }

  @Test
  void lists_go_on_by_cursor() {
    dispatch.policy(survey, "");
    dispatch.policy(survey, "");
    String cursor =
        Dispatch.asKey()
            .get("/v1/policies?limit=1")
            .then()
            .statusCode(200)
            .extract()
            .path("nextCursor");
    Dispatch.asKey().get("/v1/policies?limit=1&cursor=" + cursor).then().statusCode(200);
  }

  @Test
  void staff_see_policies_and_outbox_as_pages() {
    dispatch.policy(survey, "\"filter\":{\"field\":\"kind\",\"is\":\"SALES\"}");
    Dispatch.asKey()
        .accept("text/html")
        .get("/policies")
        .then()
        .statusCode(200)
        .body(containsString("kind is SALES"));
    Dispatch.asKey()
        .accept("text/html")
        .get("/outbox?state=UNKNOWN")
        .then()
        .statusCode(200)
        .body(containsString("Nobody knows whether these went out"));
  }
}
