package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class BadReportTest {
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
}
