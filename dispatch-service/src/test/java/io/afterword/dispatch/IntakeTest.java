package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
