package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class IntakeTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private String interaction(String id, String email) {
    return Dispatch.interaction(id, email, clock.instant());
  }

  private static String somebody() {
    return UUID.randomUUID() + "@example.com";
  }

  private long rows() {
    return dispatch.count(
        "select (select count(*) from interaction_key) + (select count(*) from interaction)"
            + " + (select count(*) from contact) + (select count(*) from decision)"
            + " + (select count(*) from invitation) + (select count(*) from outbox)");
  }

  @Test
  void the_same_report_again_gets_the_same_answer_and_changes_nothing() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    String report = interaction(UUID.randomUUID().toString(), somebody());
    String first = Dispatch.report(report).statusCode(202).extract().asString();
    long rows = rows();
    assertThat(Dispatch.report(report).statusCode(202).extract().asString()).isEqualTo(first);
    assertThat(rows()).isEqualTo(rows);
  }

  @Test
  void white_space_order_and_envelope_make_no_other_content() {
    String id = UUID.randomUUID().toString();
    String email = somebody();
    String at = clock.instant().toString();
    Dispatch.report(
            """
            {"source":"shop","id":"%s","kind":"PURCHASE","occurredAt":"%s",
             "contact":{"email":"%s"},"facts":{"replies":5}}"""
                .formatted(id, at, email))
        .statusCode(202);
    Dispatch.asKey()
        .contentType("application/cloudevents+json")
        .body(
            """
            {"specversion":"1.0","type":"order.placed","source":"shop","id":"%s","time":"%s",
             "traceparent":"00-abc",
             "data":{"facts":{"replies":5.0},"contact":{"email":"%s"},"kind":"PURCHASE"}}"""
                .formatted(id, at, email))
        .post("/v1/interactions")
        .then()
        .statusCode(202);
  }

  @Test
  void the_same_id_with_other_content_is_a_conflict() {
    String id = UUID.randomUUID().toString();
    Dispatch.report(interaction(id, somebody())).statusCode(202);
    long rows = rows();
    Dispatch.report(interaction(id, somebody()))
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("SAME_ID_OTHER_CONTENT"))
        .body("errors[0].pointer", equalTo("/id"));
    assertThat(rows()).isEqualTo(rows);
  }

  @Test
  void a_batch_in_cloud_events_is_taken() {
    String events =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    """
                    {"specversion":"1.0","type":"t","source":"shop","id":"%s",
                     "data":{"kind":"PURCHASE","occurredAt":"%s","contact":{"email":"%s"}}}"""
                        .formatted(UUID.randomUUID(), clock.instant(), somebody()))
            .collect(Collectors.joining(",", "[", "]"));
    Dispatch.asKey()
        .contentType("application/cloudevents-batch+json")
        .body(events)
        .post("/v1/interactions")
        .then()
        .statusCode(202)
        .body("interactions", hasSize(3));
  }

  @Test
  void a_batch_with_faults_is_refused_as_a_whole_with_every_fault() {
    long rows = rows();
    String good = interaction(UUID.randomUUID().toString(), somebody());
    String bad =
        """
        {"source":"s","id":"1","kind":"SUPORT","ocurredAt":"x","contact":{"email":"nobody"}}""";
    Dispatch.report("{\"interactions\":[" + good + "," + bad + "]}")
        .statusCode(422)
        .body("code", equalTo("INVALID_INTERACTIONS"))
        .body(
            "errors.pointer",
            org.hamcrest.Matchers.containsInAnyOrder(
                "/interactions/1/kind",
                "/interactions/1/occurredAt",
                "/interactions/1/contact/email",
                "/interactions/1/ocurredAt"))
        .body(
            "errors.find { it.code == 'UNKNOWN_FIELD' }.detail",
            equalTo("ocurredAt is not a field here; did you mean occurredAt?"));
    assertThat(rows()).isEqualTo(rows);
  }

  @Test
  void with_skip_the_right_ones_are_taken_and_the_others_named() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    String used = UUID.randomUUID().toString();
    Dispatch.report(interaction(used, somebody())).statusCode(202);
    String body =
        "[%s,{\"source\":\"s\"},%s]"
            .formatted(
                interaction(UUID.randomUUID().toString(), somebody()),
                interaction(used, somebody()));
    Dispatch.asKey()
        .contentType("application/json")
        .body(body)
        .post("/v1/interactions?onInvalid=skip")
        .then()
        .statusCode(202)
        .body("interactions", hasSize(1))
        .body("refused.index", equalTo(List.of(1, 2)))
        .body("refused[1].errors[0].code", equalTo("SAME_ID_OTHER_CONTENT"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "contact":{"email":"nobody"}                              | NOT_AN_EMAIL_ADDRESS | 422
          "contact":{"email":"a@b.example","timeZone":"Mars/Base"}  | UNKNOWN_TIME_ZONE    | 422
          "contact":{"email":"a@b.example","locale":"x"}            | NOT_A_LOCALE         | 422
          "contact":{"phone":"12345"}                               | NOT_A_PHONE_NUMBER   | 422
          "contact":{"name":"Ada"}                                  | NO_CONTACT           | 422
          "contact":{"email":"a@b.example"},"colour":"red"          | UNKNOWN_FIELD        | 400
          "contact":{"email":5}                                     | WRONG_TYPE           | 400
          "contact":{"email":"a@b.example"},"resolved":"yes"        | WRONG_TYPE           | 400
          "contact":{"email":"a@b.example"},"facts":{"replies":-1}  | OUT_OF_RANGE         | 422
          "contact":{"email":"a@b.example"},"facts":{"x":1e99999}   | OUT_OF_RANGE         | 422
          "contact":{"email":"a@b.example"},"team":"a\\u0000b"      | UNREADABLE_TEXT      | 422
          "contact":{"email":"a@b.example"},"url":"javascript:x"    | NOT_AN_URL           | 422
          "contact":{"email":"a@b.example"},"event":"CLOSED"        | UNKNOWN_VALUE        | 422
          "team":"x"                                                | MISSING_FIELD        | 422
          """)
  void bad_input_has_its_own_code_and_writes_nothing(String members, String code, int status) {
    long rows = rows();
    Dispatch.report(
            "{\"source\":\"s\",\"id\":\"bad-1\",\"kind\":\"SUPPORT\",\"occurredAt\":\"%s\",%s}"
                .formatted(clock.instant(), members))
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("detail", org.hamcrest.Matchers.not(org.hamcrest.Matchers.emptyOrNullString()));
    assertThat(rows()).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":                    | MALFORMED_JSON | 400
          ''                       | MALFORMED_JSON | 400
          {} {}                    | MALFORMED_JSON | 400
          {"id":"a","id":"b"}      | MALFORMED_JSON | 400
          5                        | WRONG_TYPE     | 400
          []                       | EMPTY_BATCH    | 422
          {"interactions":[]}      | EMPTY_BATCH    | 422
          {"interactions":{}}      | WRONG_TYPE     | 400
          {"interactions":[],"x":1}| UNKNOWN_FIELD  | 400
          """)
  void a_body_that_is_no_report_is_refused(String body, String code, int status) {
    Dispatch.report(body).statusCode(status).body("code", equalTo(code));
  }

  @Test
  void the_far_future_is_refused_and_tomorrow_is_not() {
    String later =
        Dispatch.interaction(
            UUID.randomUUID().toString(),
            somebody(),
            clock.instant().plus(Duration.ofDays(1)).plusSeconds(60));
    Dispatch.report(later).statusCode(422).body("code", equalTo("IN_THE_FUTURE"));
    String tomorrow =
        Dispatch.interaction(
            UUID.randomUUID().toString(), somebody(), clock.instant().plus(Duration.ofHours(23)));
    Dispatch.report(tomorrow).statusCode(202);
  }

  @Test
  void a_thousand_are_taken_and_one_more_is_not() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    List<String> reports = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      reports.add(interaction(UUID.randomUUID().toString(), somebody()));
    }
    Dispatch.report("[" + String.join(",", reports) + "]")
        .statusCode(202)
        .body("interactions", hasSize(1000))
        .body("interactions.decisions.outcome.flatten()", everyItem(is("ASK")));
    reports.add(interaction(UUID.randomUUID().toString(), somebody()));
    long rows = rows();
    Dispatch.report("[" + String.join(",", reports) + "]")
        .statusCode(422)
        .body("code", equalTo("BATCH_TOO_LARGE"));
    assertThat(rows()).isEqualTo(rows);
  }

  @Test
  void a_body_of_ten_megabytes_is_refused() {
    Dispatch.report("{\"source\":\"" + "x".repeat(10_000_000) + "\"}")
        .statusCode(413)
        .body("code", equalTo("TOO_LARGE"));
  }

  @Test
  void without_a_key_with_a_wrong_one_and_with_a_wrong_scope_nobody_reports() {
    String report = interaction(UUID.randomUUID().toString(), somebody());
    RestAssured.given()
        .contentType("application/json")
        .body(report)
        .post("/v1/interactions")
        .then()
        .statusCode(401)
        .body("code", equalTo("NO_CREDENTIALS"));
    RestAssured.given()
        .header("Authorization", "Bearer nonsense")
        .contentType("application/json")
        .body(report)
        .post("/v1/interactions")
        .then()
        .statusCode(401)
        .body("code", equalTo("UNKNOWN_CREDENTIALS"));
    RestAssured.given()
        .header("Authorization", "Bearer key-of-a-stranger")
        .contentType("application/json")
        .body(report)
        .post("/v1/interactions")
        .then()
        .statusCode(403)
        .body("code", equalTo("WRONG_SCOPE"));
  }

  @Test
  void a_media_type_that_is_not_json_is_refused() {
    Dispatch.asKey()
        .contentType("text/plain")
        .body("hello")
        .post("/v1/interactions")
        .then()
        .statusCode(415)
        .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
  }

  @Test
  void taking_a_conversation_up_again_cancels_what_waits_for_it() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    String conversation = UUID.randomUUID().toString();
    String email = somebody();
    String invitation =
        Dispatch.report(inConversation(conversation, "COMPLETED", email, 60))
            .extract()
            .path("interactions[0].decisions[0].invitationId");
    Dispatch.report(inConversation(conversation, "REOPENED", email, 30))
        .statusCode(202)
        .body("interactions[0].decisions[0].reason", equalTo("EVENT_DOES_NOT_ASK"));
    UUID id = UUID.fromString(invitation);
    assertThat(dispatch.text("select state from invitation where id = $1", id))
        .isEqualTo("CANCELLED");
    assertThat(dispatch.text("select state from delivery where invitation_id = $1", id))
        .isEqualTo("CANCELLED");
    assertThat(dispatch.eventsOf(invitation))
        .extracting(Dispatch.Event::revision)
        .containsExactly(1, 2);
    Dispatch.report(inConversation(conversation, "COMPLETED", email, 0))
        .body("interactions[0].decisions[0].outcome", equalTo("ASK"));
    Dispatch.report(inConversation(conversation, "COMPLETED", email, 45))
        .body("interactions[0].decisions[0].reason", equalTo("REOPENED_SINCE"));
  }

  private String inConversation(String conversation, String event, String email, int secondsAgo) {
    return """
        {"source":"helpdesk","id":"%s","conversation":"%s","event":"%s","kind":"SUPPORT",
         "occurredAt":"%s","contact":{"email":"%s"}}"""
        .formatted(
            UUID.randomUUID(),
            conversation,
            event,
            clock.instant().minusSeconds(secondsAgo),
            email);
  }

  @Test
  void ten_reports_at_once_about_somebody_new_make_one_person_and_one_invitation() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    String email = somebody();
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            Dispatch.report(interaction(UUID.randomUUID().toString(), email))
                                .extract()
                                .statusCode()))
            .toList();
    assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(202);
    assertThat(dispatch.count("select count(*) from contact where address = $1", email)).isOne();
    assertThat(
            dispatch.count(
                "select count(*) from invitation i join contact c on c.id = i.contact_id"
                    + " where c.address = $1",
                email))
        .isOne();
  }

  @Test
  void the_ledger_tells_by_the_contact_why_somebody_was_not_asked_twice() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    String email = somebody();
    Dispatch.report(interaction(UUID.randomUUID().toString(), email)).statusCode(202);
    Dispatch.report(interaction(UUID.randomUUID().toString(), email)).statusCode(202);
    String contact =
        Dispatch.asKey()
            .contentType("application/json")
            .body("{\"email\":\" %s \"}".formatted(email.toUpperCase(java.util.Locale.ROOT)))
            .post("/v1/contacts/find")
            .then()
            .statusCode(200)
            .body("name", equalTo("Ada Lovelace"))
            .extract()
            .path("id");
    String next =
        Dispatch.asKey()
            .get("/v1/decisions?limit=1&contact=" + contact)
            .then()
            .statusCode(200)
            .body("items[0].reason", equalTo("COOL_DOWN_FLOOR"))
            .extract()
            .path("nextCursor");
    Dispatch.asKey()
        .get("/v1/decisions?limit=1&contact=" + contact + "&cursor=" + next)
        .then()
        .statusCode(200)
        .body("items[0].outcome", equalTo("ASK"))
        .body("nextCursor", org.hamcrest.Matchers.nullValue());
    Dispatch.asKey()
        .get("/v1/decisions?cursor=nonsense")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_CURSOR"));
  }

  @Test
  void every_second_counts_across_reports() {
    dispatch.policy(
        dispatch.survey("CSAT"), "\"trigger\":{\"type\":\"EVERY_N\",\"n\":2},\"delay\":\"PT48H\"");
    String email = somebody();
    Dispatch.report(interaction(UUID.randomUUID().toString(), email))
        .body("interactions[0].decisions[0].reason", equalTo("COUNTING"));
    Dispatch.report(interaction(UUID.randomUUID().toString(), email))
        .body("interactions[0].decisions[0].outcome", equalTo("ASK"));
    Dispatch.report(interaction(UUID.randomUUID().toString(), email))
        .body("interactions[0].decisions[0].reason", equalTo("COUNTING"));
  }
}
