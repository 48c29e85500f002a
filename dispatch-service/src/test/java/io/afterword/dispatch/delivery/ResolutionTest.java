package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.smtp.SmtpPhase;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person can do about mails of which nobody knows whether they went out. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class ResolutionTest {
  private static final String AGAIN = "{\"action\":\"SEND_AGAIN\"}";
  private static final String LET_BE = "{\"action\":\"LET_BE\"}";

  @Inject Dispatch dispatch;
  @Inject Workers workers;
  @Inject Clock clock;

  private UUID survey;
  private String policy;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    dispatch.run(
        "update delivery set state = 'CANCELLED', let_be_at = null where state = 'UNKNOWN'");
    survey = dispatch.survey("CSAT");
    policy = dispatch.policy(survey, "\"delay\":\"PT0S\"");
  }

  /** Somebody whose mail the relay took without ever saying so. */
  private Asked inDoubt() {
    String email = UUID.randomUUID() + "@example.com";
    SurroundingsResource.relay().at(SmtpPhase.DOT).forRecipient(email).times(1).drop();
    return Asked.by(dispatch, policy, clock.instant(), email).await("UNKNOWN");
  }

  private static ValidatableResponse resolve(Asked asked, int revision, String wish) {
    return Dispatch.asKey()
        .contentType("application/json")
        .header("If-Match", "\"" + revision + "\"")
        .body(wish)
        .post("/v1/deliveries/" + asked.deliveryId() + "/resolve")
        .then();
  }

  private static ValidatableResponse many(String body) {
    return Dispatch.asKey()
        .contentType("application/json")
        .body(body)
        .post("/v1/deliveries/resolve")
        .then();
  }

  private static String read(Asked asked) {
    return "{\"id\":\"%s\",\"revision\":%d}".formatted(asked.deliveryId(), asked.revision());
  }

  private long audited(String action, Asked asked) {
    return dispatch.count(
        "select count(*) from audit_entry where action = $1 and subject_id = $2 and actor <> 'system'",
        action,
        asked.deliveryId());
  }

  @Test
  void sending_again_gives_one_more_copy_with_the_same_message_id_and_link() {
    Asked asked = inDoubt();
    String firstSent =
        dispatch.text("select first_sent_at from invitation where id = $1", asked.invitation());
    String etag =
        Dispatch.asKey()
            .get("/v1/deliveries/" + asked.deliveryId())
            .then()
            .statusCode(200)
            .body("state", equalTo("UNKNOWN"), "resent", equalTo(false))
            .extract()
            .header("ETag");
    assertThat(etag).isEqualTo("\"" + asked.revision() + "\"");

    resolve(asked, asked.revision(), AGAIN).statusCode(200).body("resent", equalTo(true));

    asked.await("SENT");
    assertThat(asked.messageIds()).hasSize(2);
    assertThat(Set.copyOf(asked.messageIds())).hasSize(1);
    assertThat(Set.copyOf(asked.links())).hasSize(1);
    assertThat(audited("delivery.sent-again", asked)).isEqualTo(1);
    assertThat(
            dispatch.text("select first_sent_at from invitation where id = $1", asked.invitation()))
        .as("cool-downs count it once, at its first send")
        .isEqualTo(firstSent);
  }

  @Test
  void of_two_who_decide_at_the_same_moment_one_is_told_that_it_changed() {
    Asked asked = inDoubt();
    int revision = asked.revision();
    List<Integer> answers =
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> resolve(asked, revision, AGAIN).extract().statusCode()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();
    assertThat(answers).containsExactly(200, 412);
    asked.await("SENT");
    assertThat(asked.mails()).hasSize(2);
  }

  @Test
  void a_decision_needs_the_version_that_it_was_made_on_and_a_delivery_in_doubt() {
    Asked asked = inDoubt();
    String path = "/v1/deliveries/" + asked.deliveryId() + "/resolve";
    Dispatch.asKey()
        .contentType("application/json")
        .body(AGAIN)
        .post(path)
        .then()
        .statusCode(428)
        .body("code", equalTo("VERSION_REQUIRED"));
    resolve(asked, asked.revision() - 1, AGAIN).statusCode(412);
    resolve(asked, asked.revision(), "{\"action\":\"SHRED\"}").statusCode(400);
    resolve(asked, asked.revision(), "{}").statusCode(422);
    RestAssured.given()
        .header("Authorization", "Bearer key-of-a-reader")
        .contentType("application/json")
        .body(AGAIN)
        .post(path)
        .then()
        .statusCode(403);
    Dispatch.asKey()
        .contentType("application/json")
        .header("If-Match", "*")
        .body(AGAIN)
        .post("/v1/deliveries/" + UUID.randomUUID() + "/resolve")
        .then()
        .statusCode(404);
    Asked sent = Asked.by(dispatch, policy, clock.instant()).await("SENT");
    resolve(sent, sent.revision(), AGAIN).statusCode(409).body("code", equalTo("NOT_UNKNOWN"));
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
  }

  @Test
  void what_is_let_be_leaves_the_list_and_is_not_sent() {
    Asked asked = inDoubt();
    resolve(asked, asked.revision(), LET_BE)
        .statusCode(200)
        .body("state", equalTo("UNKNOWN"), "letBeAt", containsString("T"));
    many("{\"action\":\"SEND_AGAIN\",\"filter\":{}}")
        .statusCode(200)
        .body("done", equalTo(0), "remaining", equalTo(0));
    assertThat(audited("delivery.let-be", asked)).isEqualTo(1);
    assertThat(asked.mails()).hasSize(1);
  }

  @Test
  void nothing_is_sent_again_for_an_invitation_that_has_ended() {
    Asked asked = inDoubt();
    dispatch.run(
        "update invitation set state = 'EXPIRED', revision = revision + 1 where id = $1",
        asked.invitation());
    resolve(asked, asked.revision(), AGAIN)
        .statusCode(409)
        .body("code", equalTo("INVITATION_ENDED"));
    many("{\"action\":\"SEND_AGAIN\",\"deliveries\":[%s]}".formatted(read(asked)))
        .body("done", equalTo(0), "ended", equalTo(1));
    resolve(asked, asked.revision(), LET_BE).statusCode(200);
  }

  @Test
  void many_are_decided_at_once_and_who_was_changed_meanwhile_is_left_alone() {
    List<Asked> all = IntStream.range(0, 3).mapToObj(i -> inDoubt()).toList();
    String wish =
        "{\"action\":\"SEND_AGAIN\",\"deliveries\":[%s]}"
            .formatted(all.stream().map(ResolutionTest::read).collect(Collectors.joining(",")));
    resolve(all.get(0), all.get(0).revision(), LET_BE).statusCode(200);
    many(wish).statusCode(200).body("done", equalTo(2), "changed", equalTo(1), "ended", equalTo(0));
    all.subList(1, 3).forEach(asked -> asked.await("SENT"));
    many(wish).body("done", equalTo(0), "changed", equalTo(3));
    assertThat(all.get(0).mails()).hasSize(1);
    assertThat(all.get(2).mails()).hasSize(2);
  }

  @Test
  void a_filter_names_all_that_are_in_doubt_of_one_survey() {
    Asked one = inDoubt();
    policy = dispatch.policy(dispatch.survey("NPS"), "\"delay\":\"PT0S\",\"enabled\":true");
    dispatch.run("update policy set enabled = false where survey_id = $1", survey);
    Asked other = inDoubt();
    many("{\"action\":\"LET_BE\",\"filter\":{\"surveyId\":\"%s\"}}".formatted(survey))
        .statusCode(200)
        .body("done", equalTo(1), "remaining", equalTo(0));
    assertThat(dispatch.count("select count(*) from delivery where let_be_at is not null"))
        .isPositive();
    many("{\"action\":\"LET_BE\",\"filter\":{\"from\":\"%s\"}}"
            .formatted(clock.instant().plusSeconds(60)))
        .body("done", equalTo(0), "remaining", equalTo(0));
    many("{\"action\":\"LET_BE\",\"filter\":{\"policyId\":\"%s\"}}".formatted(policy))
        .body("done", equalTo(1));
    assertThat(one.delivery() + other.delivery()).isEqualTo("UNKNOWNUNKNOWN");
  }

  @Test
  void a_list_and_a_filter_or_neither_or_too_many_are_refused() {
    for (String wish :
        List.of(
            "{\"action\":\"LET_BE\"}",
            "{\"action\":\"LET_BE\",\"filter\":{},\"deliveries\":[{\"id\":\"%s\",\"revision\":1}]}"
                .formatted(UUID.randomUUID()))) {
      many(wish).statusCode(422).body("code", equalTo("DELIVERIES_OR_FILTER"));
    }
    String one = "{\"id\":\"%s\",\"revision\":1}".formatted(UUID.randomUUID());
    many("{\"action\":\"LET_BE\",\"deliveries\":[%s]}"
            .formatted(String.join(",", Collections.nCopies(501, one))))
        .statusCode(422)
        .body("code", equalTo("INVALID"));
    many("{\"action\":\"LET_BE\",\"deliveries\":[]}").statusCode(422);
    many("{\"action\":\"LET_BE\",\"filter\":{\"surveyid\":1}}")
        .statusCode(400)
        .body("code", equalTo("UNKNOWN_FIELD"));
  }

  @Test
  void a_second_copy_keeps_its_distance_to_what_was_sent_meanwhile() {
    Asked asked = inDoubt();
    // Their first mail lies two days back, so that they could be asked again; they were.
    dispatch.run(
        "update invitation set first_sent_at = first_sent_at - interval '2 days' where id = $1",
        asked.invitation());
    Asked later = Asked.by(dispatch, policy, clock.instant(), asked.email()).await("SENT");
    int mails = asked.mails().size();

    resolve(asked, asked.revision(), AGAIN).statusCode(200);

    dispatch.await(
        "it was moved",
        () ->
            dispatch.count(
                    "select count(*) from decision where invitation_id = $1 and outcome = 'MOVE'"
                        + " and reason = 'COOL_DOWN_FLOOR'",
                    asked.invitation())
                == 1);
    assertThat(asked.delivery()).isEqualTo("QUEUED");
    assertThat(later.mails()).hasSize(mails);
    assertThat(
            Duration.between(
                clock.instant(),
                dispatch
                    .rows(
                        "select due_at from delivery where invitation_id = $1", asked.invitation())
                    .iterator()
                    .next()
                    .getOffsetDateTime(0)
                    .toInstant()))
        .isBetween(Duration.ofHours(23), Duration.ofHours(24));
  }

  @Test
  void a_second_copy_that_is_not_sent_after_all_leaves_the_first_in_doubt() {
    Asked asked = inDoubt();
    dispatch.run("update policy set enabled = false");
    resolve(asked, asked.revision(), AGAIN).statusCode(200);
    dispatch.await(
        "it is in doubt again",
        () ->
            dispatch
                .text(
                    "select reply_text from delivery where invitation_id = $1", asked.invitation())
                .equals("not sent again: POLICY_DISABLED"));
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
    assertThat(asked.mails()).hasSize(1);
  }
}
