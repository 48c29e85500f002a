package io.afterword.survey.anonymous;

import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.links;
import static io.afterword.survey.SurveyClient.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.dev.test.Detective;
import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.Scrape;
import io.afterword.platform.time.ServiceClock;
import io.afterword.survey.Database;
import io.afterword.survey.SurveyClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AnonymousOverHttpTest {

  private static final int PEOPLE = 60;

  /** Guessing gives one right answer on average; ten by chance come once in a million tries. */
  private static final double CHANCE = 9.5;

  @TestHTTPResource("/q/metrics")
  URI metrics;

  @Inject Database database;
  @Inject ObjectMapper json;
  @Inject ServiceClock clock;
  @Inject WeeklyBatch batch;

  @AfterEach
  void today() {
    clock.setAhead(Duration.ZERO);
  }

  @Test
  void nothing_in_the_databases_says_who_gave_which_answer() {
    UUID survey = survey(true);
    List<UUID> invitations = answered(survey);
    weekEnds();

    List<Detective.Clue> answers = answers(survey);
    assertThat(answers).hasSize(PEOPLE);
    assertThat(Detective.best(people(invitations), answers).right()).isLessThan(CHANCE);
    assertThat(Detective.best(people(invitations), events(survey)).right()).isLessThan(CHANCE);
  }

  /** The detective is a good one: it finds everybody who is not anonymous. */
  @Test
  void the_same_rows_of_another_survey_say_it_all() {
    UUID survey = survey(false);
    List<UUID> invitations = answered(survey);

    assertThat(Detective.best(people(invitations), answers(survey)).right()).isEqualTo(PEOPLE);
    assertThat(Detective.best(people(invitations), events(survey)).right()).isEqualTo(PEOPLE);
  }

  @Test
  void while_the_week_lasts_no_row_says_what_was_answered() {
    UUID survey = survey(true);
    String page = linked(survey, UUID.randomUUID());
    send(page, Map.of("rating", "2", "comment", "a telling comment")).then().statusCode(201);
    send(linked(survey, UUID.randomUUID()), Map.of("rating", "5")).then().statusCode(201);

    List<Integer> sizes = new ArrayList<>();
    for (Row row :
        database.rows("select sealed from anonymous_answer where survey_id = $1", survey)) {
      byte[] sealed = row.getBuffer("sealed").getBytes();
      sizes.add(sealed.length);
      assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("telling");
    }
    assertThat(sizes).hasSize(2).containsOnly(sizes.get(0));
    assertThat(database.count("select count(*) from response where survey_id = $1", survey))
        .isZero();
  }

  /** Whoever watches how fresh scores are must not wait for these. */
  @Test
  void what_waits_for_its_week_is_counted_apart() {
    String page = linked(survey(true), UUID.randomUUID());
    Map<String, Double> before = posts();
    send(page, Map.of("rating", "2")).then().statusCode(201);
    send(page, Map.of("rating", "3")).then().statusCode(200);
    send(page, Map.of("rating", "1", "completeness", "PARTIAL")).then().statusCode(200);

    Map<String, Double> more = posts();
    more.replaceAll((outcome, count) -> count - before.getOrDefault(outcome, 0.0));
    assertThat(more)
        .isEqualTo(Map.of("sealed", 2.0, "unchanged", 1.0, "recorded", 0.0, "changed", 0.0));
  }

  private Map<String, Double> posts() {
    Scrape scrape = Scrape.of(metrics);
    return Stream.of("sealed", "unchanged", "recorded", "changed")
        .collect(
            Collectors.toMap(
                outcome -> outcome,
                outcome -> scrape.sum("afterword_responses_total", Map.of("outcome", outcome))));
  }

  @Test
  void who_has_the_link_sees_and_changes_the_answer_before_and_after_the_week_ends()
      throws Exception {
    UUID survey = survey(true);
    UUID invitation = UUID.randomUUID();
    String page = linked(survey, invitation);
    send(page, Map.of("rating", "2", "completeness", "PARTIAL")).then().statusCode(201);
    send(page, Map.of("rating", "2", "comment", "first")).then().statusCode(200);
    send(page, Map.of("rating", "3", "completeness", "PARTIAL"))
        .then()
        .body("outcome", equalTo("UNCHANGED"));
    given().get(page).then().body(containsString(">first</textarea>"));

    weekEnds();
    given().get(page).then().body(containsString(">first</textarea>"));
    send(page, Map.of("rating", "4", "comment", "second")).then().statusCode(201);
    given().get(page).then().body(containsString(">second</textarea>"));
    clock.setAhead(Duration.ofDays(16));
    seal();

    List<Map<String, Object>> responses =
        api().get("/v1/responses?survey=" + survey).then().extract().path("items");
    assertThat(responses).hasSize(1);
    assertThat(responses.get(0)).containsEntry("revision", 2).doesNotContainKey("invitationId");
    List<Database.Event> events = database.eventsOf(String.valueOf(responses.get(0).get("id")));
    assertThat(events).hasSize(2);
    JsonNode last = json.readTree(events.get(1).data());
    assertThat(last.at("/answers/0/rating").asInt()).isEqualTo(4);
    assertThat(last.at("/answers/1/text").asText()).isEqualTo("second");
    assertThat(database.eventsOf(invitation)).isEmpty();
  }

  @Test
  void only_the_week_and_the_declared_segments_stay() throws Exception {
    UUID survey = survey(true);
    send(linked(survey, UUID.randomUUID()), Map.of("rating", "5"));
    weekEnds();

    String id = api().get("/v1/responses?survey=" + survey).then().extract().path("items[0].id");
    JsonNode event = json.readTree(database.eventsOf(id).get(0).data());
    assertThat(event.path("context").toString()).isEqualTo("{\"channel\":\"EMAIL\"}");
    assertThat(event.path("locale").asText()).isEqualTo("und");
    assertThat(event.path("firstAnsweredAt").asText()).endsWith("T00:00:00.000000Z");
    assertThat(event.path("answeredAt")).isEqualTo(event.path("firstAnsweredAt"));
    Instant monday = Instant.parse(event.path("firstAnsweredAt").asText());
    assertThat(monday.atZone(java.time.ZoneOffset.UTC).getDayOfWeek())
        .isEqualTo(java.time.DayOfWeek.MONDAY);
  }

  @Test
  void what_a_machine_seems_to_have_sent_is_quarantined_here_too() {
    UUID survey = survey(true);
    send(linked(survey, UUID.randomUUID()), Map.of("rating", "5", "touched", "0"));
    weekEnds();
    api()
        .get("/v1/responses/quarantine?survey=" + survey)
        .then()
        .body("items", hasSize(1))
        .body("items[0].signals", equalTo(List.of("NO_TRUSTED_INPUT")));
  }

  @Test
  void nothing_is_kept_of_how_its_links_are_used() {
    UUID survey = survey(true);
    String page = linked(survey, UUID.randomUUID());
    for (int rating = 1; rating <= 5; rating++) {
      given().get(page + "?rating=" + rating);
    }
    given().get(page + "/also");
    assertThat(
            database.count(
                "select count(*) from sighting s join link l using (key_hash)"
                    + " where l.survey_id = $1",
                survey))
        .isZero();
  }

  @Test
  void mail_and_page_say_that_it_is_anonymous() {
    UUID survey = survey(true);
    UUID invitation = UUID.randomUUID();
    links(List.of(SurveyClient.invitation(survey, invitation)))
        .then()
        .body("links[0].text", containsString("we cannot see who has answered"))
        .body("links[0].html", containsString("we cannot see who has answered"));
    String page = linked(survey, invitation);
    given().get(page).then().body(containsString("Your answer is anonymous."));
    send(page, Map.of("rating", "5"));
    links(List.of(SurveyClient.invitation(survey, invitation)))
        .then()
        .body("links[0].state", equalTo("OPEN"));
  }

  @Test
  void a_segment_that_is_none_is_refused_with_its_place() {
    api()
        .body(Map.of("template", "csat-1-5", "anonymous", Map.of("segments", List.of("contactId"))))
        .post("/v1/surveys")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/anonymous/segments/0"))
        .body("errors[0].code", equalTo("NOT_A_SEGMENT"));
  }

  private void weekEnds() {
    clock.setAhead(Duration.ofDays(8));
    seal();
  }

  /** The service's own batch may be at it as well, and passes over what this one holds. */
  private void seal() {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    do {
      assertThat(System.nanoTime()).as("answers of former weeks go on").isLessThan(deadline);
      batch.run(clock.instant()).await().atMost(Duration.ofSeconds(30));
    } while (database.count(
            "select count(*) from anonymous_answer where week < $1",
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))
        > 0);
  }

  private static UUID survey(boolean anonymous) {
    Map<String, Object> request =
        anonymous
            ? Map.of("template", "csat-1-5", "anonymous", Map.of("segments", List.of("channel")))
            : Map.of("template", "csat-1-5");
    UUID survey = SurveyClient.created(request);
    api().post("/v1/surveys/" + survey + "/publish").then().statusCode(200);
    return survey;
  }

  /** Everybody in the order in which they were asked, and says who they are. */
  private static List<UUID> answered(UUID survey) {
    List<UUID> invitations = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      UUID invitation = UUID.randomUUID();
      invitations.add(invitation);
      send(linked(survey, invitation), Map.of("rating", "4", "comment", "person " + person + "."))
          .then()
          .statusCode(201);
    }
    return invitations;
  }

  /** What is known of those who were asked, here and where the mails are sent from. */
  private List<Detective.Clue> people(List<UUID> invitations) {
    List<Detective.Clue> people = new ArrayList<>();
    for (int person = 0; person < invitations.size(); person++) {
      Row row =
          database
              .rows(
                  "select l.*, l.xmin::text::bigint as xmin, (l.ctid::text::point)[0] * 1000"
                      + " + (l.ctid::text::point)[1] as place, $2::int as sent"
                      + " from link l where invitation_id = $1",
                  invitations.get(person),
                  person)
              .iterator()
              .next();
      people.add(new Detective.Clue(person, values(row)));
    }
    return people;
  }

  private List<Detective.Clue> answers(UUID survey) {
    return clues(
        database.rows(
            "select r.*, r.xmin::text::bigint as xmin, (r.ctid::text::point)[0] * 1000"
                + " + (r.ctid::text::point)[1] as place"
                + " from response r where survey_id = $1",
            survey),
        "answers");
  }

  private List<Detective.Clue> events(UUID survey) {
    return clues(
        database.rows(
            "select o.*, o.xmin::text::bigint as xmin, d.* from outbox o,"
                + " json_to_record(o.data) as d(\"responseId\" text, \"invitationId\" text,"
                + " \"firstAnsweredAt\" text, \"answeredAt\" text, context text)"
                + " where o.type = 'response.changed' and data ->> 'surveyId' = $1",
            survey.toString()),
        "data");
  }

  /** Who gave an answer stands in its text, which the detective does not have. */
  private static List<Detective.Clue> clues(Iterable<Row> rows, String secret) {
    List<Detective.Clue> clues = new ArrayList<>();
    for (Row row : rows) {
      String text = String.valueOf(row.getValue(secret));
      int person = Integer.parseInt(text.replaceAll("(?s).*person (\\d+)\\..*", "$1"));
      Map<String, String> values = values(row);
      values.remove(secret);
      clues.add(new Detective.Clue(person, values));
    }
    return clues;
  }

  /** Every column as text that sorts as its values do. */
  private static Map<String, String> values(Row row) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.getValue(i);
      values.put(
          row.getColumnName(i),
          value instanceof Number number
              ? "%030d".formatted(number.longValue())
              : String.valueOf(value));
    }
    return values;
  }
}
