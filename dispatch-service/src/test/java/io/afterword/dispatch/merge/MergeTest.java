package io.afterword.dispatch.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class MergeTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject MergeJob job;
  private final String tag = UUID.randomUUID().toString();
  private final String work = "work." + tag + "@example.com";
  private final String home = "home." + tag + "@example.com";

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private static String contact(String json) {
    return Dispatch.asKey()
        .contentType("application/json")
        .body(json)
        .put("/v1/contacts")
        .then()
        .extract()
        .path("id");
  }

  private String contactAt(String email) {
    return contact("{\"email\":\"%s\"}".formatted(email));
  }

  private static ValidatableResponse merge(String kept, String merged) {
    return Dispatch.asKey()
        .contentType("application/json")
        .body("{\"contactId\":\"%s\"}".formatted(merged))
        .post("/v1/contacts/" + kept + "/merges")
        .then();
  }

  private static ValidatableResponse undo(String contact, String merge) {
    return Dispatch.asKey().post("/v1/contacts/%s/merges/%s/undo".formatted(contact, merge)).then();
  }

  private ValidatableResponse report(String email) {
    return Dispatch.report(
        Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()));
  }

  private static String reason(ValidatableResponse answer) {
    return answer.extract().path("interactions[0].decisions[0].reason");
  }

  /** All that the tables know of two contacts, as text. */
  private List<String> everything(String... contacts) {
    List<String> all = new ArrayList<>();
    for (String sql :
        List.of(
            "select to_jsonb(c)::text from contact c where id = $1",
            "select to_jsonb(t)::text from contact_identity t where contact_id = $1 order by 1",
            "select to_jsonb(t)::text from interaction t where contact_id = $1 order by 1",
            "select to_jsonb(t)::text from decision t where contact_id = $1 order by 1",
            "select (to_jsonb(t) - 'revision')::text from invitation t where contact_id = $1 order by 1",
            "select to_jsonb(t)::text from policy_counter t where contact_id = $1 order by 1",
            "select to_jsonb(t)::text from contact_opt_out t where contact_id = $1 order by 1")) {
      for (String contact : contacts) {
        for (Row row : dispatch.rows(sql, UUID.fromString(contact))) {
          all.add(row.getString(0));
        }
      }
    }
    return all;
  }

  @Test
  void undoing_gives_each_exactly_what_it_had() {
    String everyFifth =
        dispatch.policy(dispatch.survey("NPS"), "\"trigger\":{\"type\":\"EVERY_N\",\"n\":5}");
    dispatch.policy(dispatch.survey("CSAT"), "");
    String kept = contactAt(work);
    String merged =
        contact(
            """
            {"source":"crm","id":"%s","email":"%s","phone":"+4798%s","name":"Ada","locale":"nb","timeZone":"Europe/Oslo",
             "attributes":{"plan":"gold"},
             "consent":{"basis":"CONTRACT","source":"shop","at":"2026-01-01T00:00:00Z"}}"""
                .formatted(tag, home, tag.replaceAll("\\D", "123456").substring(0, 6)));
    report(work);
    report(work);
    report(home);
    Dispatch.asKey()
        .contentType("application/json")
        .body("{\"kinds\":[\"CES\"],\"source\":\"phone\"}")
        .put("/v1/contacts/" + merged + "/opt-outs");
    List<String> before = everything(kept, merged);
    String id = merge(kept, merged).statusCode(201).extract().path("id");
    assertThat(everything(merged)).hasSize(2); // the pointing row, and its own copy of the opt-out
    assertThat(
            dispatch.count(
                "select counted from policy_counter where contact_id = $1 and policy_id = $2",
                UUID.fromString(kept),
                UUID.fromString(everyFifth)))
        .isEqualTo(3);
    Dispatch.asKey()
        .get("/v1/contacts/" + kept)
        .then()
        .body(
            "timeZone", equalTo("Europe/Oslo"),
            "attributes.plan", equalTo("gold"),
            "consent.basis", equalTo("CONTRACT"),
            "refusedKinds", equalTo(List.of("CES")));
    Dispatch.asKey().get("/v1/contacts/" + merged).then().body("mergedInto", equalTo(kept));
    undo(kept, id).statusCode(200);
    assertThat(everything(kept, merged)).containsExactlyInAnyOrderElementsOf(before);
    undo(kept, id).statusCode(409).body("code", equalTo("UNDO_TOO_LATE"));
  }

  @Test
  void cool_downs_count_over_both_and_reports_of_either_are_one_persons() {
    dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT2H\"");
    String kept = contactAt(work);
    String merged = contactAt(home);
    report(home).body("interactions[0].decisions[0].outcome", equalTo("ASK"));
    merge(kept, merged).statusCode(201);
    assertThat(reason(report(work))).isEqualTo("COOL_DOWN_FLOOR");
    assertThat(reason(report(home))).isEqualTo("COOL_DOWN_FLOOR");
    assertThat(
            dispatch.count(
                "select count(*) from interaction where contact_id = $1", UUID.fromString(kept)))
        .isEqualTo(3);
  }

  @Test
  void an_opt_out_of_either_is_the_opt_out_of_both() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    String kept = contactAt(work);
    String merged = contactAt(home);
    Dispatch.asKey()
        .contentType("application/json")
        .body("{\"all\":true,\"source\":\"phone\"}")
        .put("/v1/contacts/" + merged + "/opt-outs");
    String id = merge(kept, merged).extract().path("id");
    assertThat(reason(report(work))).isEqualTo("OPTED_OUT");
    undo(merged, id).statusCode(200);
    assertThat(reason(report(work))).isNull();
  }

  @Test
  void what_waits_for_the_merged_contact_goes_to_the_one_that_was_kept() {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "");
    String kept = contactAt(work);
    String merged = contactAt(home);
    Asked asked = Asked.by(dispatch, policy, clock.instant(), home);
    merge(kept, merged).statusCode(201);
    assertThat(dispatch.eventsOf(asked.invitation())).hasSize(2);
    assertThat(dispatch.eventsOf(asked.invitation()).get(1).data()).contains(kept);
    dispatch.run(
        "update delivery_queue set due_at = now() where delivery_id ="
            + " (select id from delivery where invitation_id = $1)",
        asked.invitation());
    asked.await("SENT");
    assertThat(
            SurroundingsResource.relay().mails().stream()
                .filter(mail -> mail.recipients().contains(work)))
        .hasSize(1);
  }

  @Test
  void whoever_reports_while_a_merge_is_under_way_reports_of_the_kept_one() throws Exception {
    dispatch.policy(dispatch.survey("CSAT"), "");
    for (int round = 0; round < 20; round++) {
      String one = round + "." + work;
      String other = round + "." + home;
      String kept = contactAt(one);
      String merged = contactAt(other);
      List<CompletableFuture<?>> all = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        all.add(CompletableFuture.runAsync(() -> report(other).statusCode(202)));
      }
      all.add(CompletableFuture.runAsync(() -> merge(kept, merged).statusCode(201)));
      for (int n = 0; n < 3; n++) {
        all.add(CompletableFuture.runAsync(() -> report(other).statusCode(202)));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
      UUID gone = UUID.fromString(merged);
      for (String table : List.of("interaction", "invitation", "decision", "contact_identity")) {
        assertThat(
                dispatch.count(
                    "select count(*) from %s where contact_id = $1".formatted(table), gone))
            .as(table)
            .isZero();
      }
      // However they met: one ask, since the cool-down holds over both.
      assertThat(
              dispatch.count(
                  "select count(*) from invitation where contact_id = $1", UUID.fromString(kept)))
          .isOne();
    }
  }

  @Test
  void what_cannot_be_merged_says_why() {
    String kept = contactAt(work);
    String merged = contactAt(home);
    merge(kept, kept).statusCode(422).body("code", equalTo("SAME_CONTACT"));
    merge(kept, UUID.randomUUID().toString()).statusCode(404);
    String id = merge(kept, merged).extract().path("id");
    merge(kept, merged).statusCode(409).body("code", equalTo("ALREADY_MERGED"));
    String third = contactAt("third." + work);
    merge(third, kept).statusCode(201);
    undo(kept, id).statusCode(409).body("code", equalTo("ALREADY_MERGED"));
    Dispatch.asKey()
        .get("/v1/contacts/" + kept + "/merges")
        .then()
        .body("items", hasSize(2), "items[1].undoneAt", nullValue());
  }

  @Test
  void after_thirty_days_it_is_for_good_and_the_way_back_is_forgotten() {
    String kept = contactAt(work);
    String merged = contact("{\"email\":\"%s\",\"name\":\"Ada\"}".formatted(home));
    String id = merge(kept, merged).extract().path("id");
    Instant later = clock.instant().plus(Duration.ofDays(31));
    job.run(later).await().atMost(Duration.ofSeconds(10));
    assertThat(
            dispatch.text(
                "select coalesce(email, name, 'empty') from contact where id = $1",
                UUID.fromString(merged)))
        .isEqualTo("empty");
    assertThat(
            dispatch.count(
                "select count(*) from contact_merge_identity where merge_id = $1",
                UUID.fromString(id)))
        .isZero();
    assertThat(dispatch.text("select name from contact where id = $1", UUID.fromString(kept)))
        .isEqualTo("Ada");
  }
}
