package io.afterword.dispatch.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class SuppressionsTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject Suppressions suppressions;
  @Inject Pool pool;
  private final String email = UUID.randomUUID() + "@example.com";

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private static ValidatableResponse post(String path, String json) {
    return Dispatch.asKey().contentType("application/json").body(json).post(path).then();
  }

  private static ValidatableResponse upload(String csv) {
    return Dispatch.asKey()
        .contentType("text/csv; charset=UTF-8")
        .body(csv)
        .post("/v1/suppressions/import")
        .then();
  }

  private String add(String members) {
    return post("/v1/suppressions", "{\"address\":\"%s\"%s}".formatted(email, members))
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void a_suppressed_address_is_not_asked_whatever_its_case_and_the_ledger_says_so() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    add(",\"reason\":\"COMPLAINED\",\"source\":\"phone call\"");
    Dispatch.report(
            Dispatch.interaction(
                UUID.randomUUID().toString(), email.toUpperCase(Locale.ROOT), clock.instant()))
        .body("interactions[0].decisions[0].reason", equalTo("SUPPRESSED"));
  }

  @Test
  void what_is_suppressed_between_the_decision_and_the_mail_gets_no_mail() {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "");
    Asked asked = Asked.by(dispatch, policy, clock.instant(), email);
    assertThat(asked.state()).isEqualTo("SCHEDULED");
    add("");
    dispatch.run(
        "update delivery_queue set due_at = now() where delivery_id ="
            + " (select id from delivery where invitation_id = $1)",
        asked.invitation());
    asked.await("CANCELLED");
    assertThat(
            dispatch.text(
                "select reason from decision where invitation_id = $1 and point = 'SENDING'",
                asked.invitation()))
        .isEqualTo("SUPPRESSED");
    assertThat(asked.mails()).isEmpty();
  }

  @Test
  void whoever_suppresses_waits_for_the_mark_that_is_being_set() throws Exception {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "");
    Asked asked = Asked.by(dispatch, policy, clock.instant(), email);
    var holding = pool.getConnection().await().atMost(Duration.ofSeconds(5));
    try {
      holding.query("begin").execute().await().atMost(Duration.ofSeconds(5));
      holding
          .preparedQuery("select id from contact where address = $1 for update")
          .execute(Tuple.of(email))
          .await()
          .atMost(Duration.ofSeconds(5));
      var adding = CompletableFuture.supplyAsync(() -> add(""));
      dispatch.await(
          "the list waits",
          () ->
              dispatch.count(
                      "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                          + " and query like '%contact where address%'")
                  == 1);
      assertThat(adding).isNotDone();
      holding.query("commit").execute().await().atMost(Duration.ofSeconds(5));
      assertThat(adding.get(9, TimeUnit.SECONDS)).isNotEmpty();
    } finally {
      holding.close().await().atMost(Duration.ofSeconds(5));
    }
    assertThat(asked.mails()).isEmpty();
  }

  @Test
  void a_second_word_about_an_address_changes_nothing_unless_the_first_was_a_bounce() {
    add(",\"reason\":\"BAD_ADDRESS\"");
    post("/v1/suppressions", "{\"address\":\"%s\",\"reason\":\"COMPLAINED\"}".formatted(email))
        .statusCode(200)
        .body("reason", equalTo("COMPLAINED"));
    post("/v1/suppressions", "{\"address\":\" %s \"}".formatted(email))
        .statusCode(200)
        .body("reason", equalTo("COMPLAINED"));
  }

  @Test
  void taking_an_address_off_needs_a_reason_and_is_audited() {
    String id = add(",\"reason\":\"OPTED_OUT\"");
    post("/v1/suppressions/" + id + "/remove", "{}")
        .statusCode(422)
        .body("code", equalTo("MISSING_FIELD"));
    post("/v1/suppressions/" + id + "/remove", "{\"reason\":\"asked for it by phone\"}")
        .statusCode(204);
    post("/v1/suppressions/find", "{\"address\":\"%s\"}".formatted(email)).statusCode(404);
    assertThat(
            dispatch.text(
                "select why from suppression_removal where suppression_id = $1",
                UUID.fromString(id)))
        .isEqualTo("asked for it by phone");
    assertThat(
            dispatch.text(
                "select string_agg(action, ' ' order by id) from audit_entry where subject_id = $1",
                id))
        .isEqualTo("suppression.added suppression.removed");
  }

  @Test
  void an_erased_address_is_known_again_and_never_shown_nor_removed() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    add(",\"reason\":\"COMPLAINED\"");
    pool.withTransaction(tx -> suppressions.erase(tx, List.of(email), clock.instant()))
        .await()
        .atMost(Duration.ofSeconds(5));
    assertThat(dispatch.count("select count(*) from suppression where address = $1", email))
        .isZero();
    String id =
        post("/v1/suppressions/find", "{\"address\":\"%s\"}".formatted(email))
            .statusCode(200)
            .body("reason", equalTo("ERASED"), "address", nullValue())
            .extract()
            .path("id");
    post("/v1/suppressions/" + id + "/remove", "{\"reason\":\"please\"}")
        .statusCode(409)
        .body("code", equalTo("ERASED_STAYS"));
    Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
        .body("interactions[0].decisions[0].reason", equalTo("SUPPRESSED"));
  }

  @Test
  void a_file_adds_what_it_can_and_tells_the_rows_that_it_cannot() {
    String file =
        "Email;Reason;Source\r\n%s;spam;old tool\r\n%s;;\r\nno address;;\r\nx@example.com;WHY;\r\n"
            .formatted(email, email.toUpperCase(Locale.ROOT));
    upload(file)
        .statusCode(200)
        .body(
            "rows", equalTo(4),
            "added", equalTo(1),
            "known", equalTo(1),
            "faulty", equalTo(2),
            "faults[0].line", equalTo(4),
            "faults[0].code", equalTo("NOT_AN_EMAIL_ADDRESS"),
            "faults[1].line", equalTo(5));
    upload(file).body("added", equalTo(0), "known", equalTo(2));
    assertThat(
            dispatch.text(
                "select reason || ' ' || source from suppression where address = $1", email))
        .isEqualTo("COMPLAINED old tool");
  }

  @Test
  void a_file_without_addresses_or_in_another_encoding_is_refused_as_a_whole() {
    upload("name,city\nAda,London\n")
        .statusCode(422)
        .body("code", equalTo("NO_ADDRESS_COLUMN"), "detail", containsString("name / city"));
    Dispatch.asKey()
        .contentType("text/csv")
        .body("email,source\nada@example.com,K\u00F8\n".getBytes(StandardCharsets.ISO_8859_1))
        .post("/v1/suppressions/import")
        .then()
        .statusCode(422)
        .body("code", equalTo("WRONG_ENCODING"), "line", equalTo(2));
  }

  @Test
  void the_list_goes_out_whole_and_comes_in_again_as_it_was() {
    StringBuilder file = new StringBuilder("address,reason,source\n");
    for (int i = 0; i < 2_500; i++) {
      file.append("%d.%s,MANUAL,\"=cmd(), x\"\n".formatted(i, email));
    }
    upload(file.toString()).body("added", equalTo(2_500));
    String out =
        Dispatch.asKey().get("/v1/suppressions/export").then().statusCode(200).extract().asString();
    assertThat(out.lines().filter(line -> line.contains(email)).count()).isEqualTo(2_500);
    assertThat(out).startsWith("address,reason,source,at\r\n").contains("\"'=cmd(), x\"");
    upload(out).body("added", equalTo(0), "faulty", equalTo(0));
  }

  @Test
  void pages_follow_one_another() {
    add("");
    String cursor =
        Dispatch.asKey()
            .get("/v1/suppressions?limit=1&reason=MANUAL")
            .then()
            .statusCode(200)
            .body("items[0].address", equalTo(email))
            .extract()
            .path("nextCursor");
    if (cursor != null) {
      Dispatch.asKey()
          .get("/v1/suppressions?limit=1&reason=MANUAL&cursor=" + cursor)
          .then()
          .statusCode(200);
    }
    Dispatch.asKey().get("/v1/suppressions?cursor=forged").then().statusCode(400);
  }
}
