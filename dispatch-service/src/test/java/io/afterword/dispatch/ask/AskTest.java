package io.afterword.dispatch.ask;

import static io.afterword.dispatch.Dispatch.asKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent's button and a page that knows its user ask by the same rules as everything else. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class AskTest {
  private static final String ON_REQUEST = "\"trigger\":{\"type\":\"ON_REQUEST\"}";

  @Inject Dispatch dispatch;
  @Inject Clock clock;

  private UUID survey = new UUID(0, 0);

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    survey = dispatch.survey("CSAT");
  }

  private static ValidatableResponse send(String body) {
    return asKey().contentType("application/json").body(body).post("/v1/asks").then();
  }

  private String body(String id, String contact, String more) {
    return "{\"source\":\"shop\",\"id\":\"%s\",\"surveyId\":\"%s\",\"contact\":%s%s}"
        .formatted(id, survey, contact, more);
  }

  private ValidatableResponse ask(String contact, String more) {
    return send(body(UUID.randomUUID().toString(), contact, more));
  }

  private static String somebody() {
    return "{\"email\":\"%s@example.com\"}".formatted(UUID.randomUUID());
  }

  private long deliveries(String invitation) {
    return dispatch.count(
        "select count(*) from delivery where invitation_id = $1", UUID.fromString(invitation));
  }

  private String state(String invitation) {
    return dispatch.text("select state from invitation where id = $1", UUID.fromString(invitation));
  }

  @Test
  void an_agents_button_sends_a_mail_at_once() {
    String policy = dispatch.policy(survey, ON_REQUEST);
    String invitation =
        ask(somebody(), "")
            .statusCode(200)
            .body("outcome", equalTo("ASK"))
            .body("policyId", equalTo(policy))
            .body("link", nullValue())
            .extract()
            .path("invitationId");
    dispatch.await("the mail went out", () -> state(invitation).equals("OPEN"));
    assertThat(deliveries(invitation)).isEqualTo(1);
    assertThat(
            dispatch.text(
                "select concat_ws(' ', point, outcome, facts ->> 'source') from decision"
                    + " where invitation_id = $1",
                UUID.fromString(invitation)))
        .isEqualTo("ASK ASK shop");
  }

  @Test
  void whoever_shows_the_question_gets_its_link_and_no_mail_is_sent() {
    dispatch.policy(survey, ON_REQUEST + ",\"reminders\":[\"P3D\"]");
    String known = "{\"id\":\"user-%s\"}".formatted(UUID.randomUUID());
    String body = body(UUID.randomUUID().toString(), known, ",\"show\":\"LINK\"");
    String invitation =
        send(body)
            .statusCode(200)
            .body("outcome", equalTo("ASK"))
            .body("link.url", containsString("https://ask.example/r/"))
            .extract()
            .path("invitationId");
    assertThat(state(invitation)).isEqualTo("OPEN");
    assertThat(deliveries(invitation)).isZero();
    assertThat(
            dispatch.text(
                "select remind_at from invitation where id = $1", UUID.fromString(invitation)))
        .isEqualTo("null");
    send(body)
        .statusCode(200)
        .body("invitationId", equalTo(invitation))
        .body("link.url", containsString(invitation));
  }

  @Test
  void the_cool_downs_hold_in_both_directions() {
    dispatch.policy(survey, ON_REQUEST);
    dispatch.policy(dispatch.survey("NPS"), "\"delay\":\"PT0S\"");
    String ada = "{\"email\":\"%s@example.com\"}".formatted(UUID.randomUUID());
    ask(ada, ",\"show\":\"LINK\"").statusCode(200).body("outcome", equalTo("ASK"));
    ask(ada, "")
        .statusCode(200)
        .body("outcome", equalTo("SKIP"))
        .body("reason", equalTo("COOL_DOWN_FLOOR"))
        .body("explanation", containsString("Not asked."));
    String email = ada.replaceAll(".*:\"|\"}", "");
    Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
        .statusCode(202)
        .body("interactions[0].decisions[0].reason", equalTo("COOL_DOWN_FLOOR"));
  }

  @Test
  void an_interaction_makes_no_policy_fire_that_waits_for_a_request() {
    dispatch.policy(survey, ON_REQUEST);
    Dispatch.report(
            Dispatch.interaction(
                UUID.randomUUID().toString(), UUID.randomUUID() + "@example.com", clock.instant()))
        .statusCode(202)
        .body("interactions[0].decisions.size()", equalTo(0));
  }

  @Test
  void a_policy_for_interactions_decides_as_well_and_its_filter_holds() {
    dispatch.policy(
        survey,
        "\"trigger\":{\"type\":\"EVERY_N\"},\"filter\":{\"field\":\"kind\",\"is\":\"PURCHASE\"}");
    ask(somebody(), "")
        .statusCode(200)
        .body("outcome", equalTo("SKIP"))
        .body("reason", equalTo("FILTERED_OUT"));
    ask(somebody(), ",\"kind\":\"PURCHASE\"").statusCode(200).body("outcome", equalTo("ASK"));
  }

  @Test
  void who_does_not_want_to_be_asked_is_not_shown_the_question() {
    dispatch.policy(survey, ON_REQUEST);
    String email = UUID.randomUUID() + "@example.com";
    Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
        .statusCode(202);
    dispatch.run("update contact set opted_out_at = now() where address = $1", email);
    ask("{\"email\":\"%s\"}".formatted(email), ",\"show\":\"LINK\"")
        .statusCode(200)
        .body("reason", equalTo("OPTED_OUT"))
        .body("link", nullValue());
    ask("{\"id\":\"%s\"}".formatted(UUID.randomUUID()), "")
        .statusCode(200)
        .body("reason", equalTo("NO_ADDRESS"));
  }

  @Test
  void the_same_ask_is_decided_once_however_many_send_it() {
    String policy = dispatch.policy(survey, ON_REQUEST);
    String body = body(UUID.randomUUID().toString(), somebody(), "");
    List<CompletableFuture<String>> twins =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> send(body).statusCode(200).extract().<String>path("invitationId")))
            .toList();
    assertThat(twins.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(
            dispatch.count(
                "select count(*) from decision where policy_id = $1 and point = 'ASK'",
                UUID.fromString(policy)))
        .isEqualTo(1);
    send(body.replace("\"shop\"", "\"shop\",\"kind\":\"PURCHASE\""))
        .statusCode(409)
        .body("code", equalTo("SAME_ID_OTHER_CONTENT"));
  }

  @Test
  void an_ask_on_somebody_elses_conversation_says_whose_rating_it_is() {
    dispatch.policy(survey, ON_REQUEST);
    String both = ",\"agent\":{\"id\":\"kim\"},\"assignee\":{\"id\":\"lee\"}";
    ask(somebody(), both).statusCode(422).body("code", equalTo("CREDIT_UNCLEAR"));
    Stream.of("AGENT", "ASSIGNEE", "NOBODY")
        .forEach(
            to -> {
              String invitation =
                  ask(somebody(), both + ",\"credit\":\"%s\"".formatted(to))
                      .statusCode(200)
                      .extract()
                      .path("invitationId");
              assertThat(
                      dispatch.text(
                          "select coalesce(context #>> '{agent,id}', 'NOBODY') from invitation"
                              + " where id = $1",
                          UUID.fromString(invitation)))
                  .isEqualTo(
                      switch (to) {
                        case "AGENT" -> "kim";
                        case "ASSIGNEE" -> "lee";
                        default -> "NOBODY";
                      });
            });
  }

  @Test
  void an_ask_that_makes_no_sense_is_refused_and_leaves_nothing() {
    String id = UUID.randomUUID().toString();
    send(body(id, somebody(), "")).statusCode(422).body("code", equalTo("NO_POLICY"));
    assertThat(dispatch.count("select count(*) from ask where external_id = $1", id)).isZero();
    dispatch.policy(survey, ON_REQUEST);
    send(body(id, somebody(), "")).statusCode(200);
    send("{\"source\":\"shop\",\"id\":\"1\"}")
        .statusCode(422)
        .body("errors.pointer", org.hamcrest.Matchers.hasItems("/surveyId", "/contact"));
    ask(somebody(), ",\"event\":\"REOPENED\"").statusCode(400);
    ask(somebody(), ",\"shw\":\"LINK\"").statusCode(400).body("code", equalTo("UNKNOWN_FIELD"));
    ask(somebody(), ",\"show\":\"POPUP\"").statusCode(422).body("code", equalTo("UNKNOWN_VALUE"));
    asKey().contentType("application/json").post("/v1/asks").then().statusCode(400);
  }

  @Test
  void a_link_that_cannot_be_made_now_is_made_by_the_same_ask_later() {
    dispatch.policy(survey, ON_REQUEST);
    String body = body(UUID.randomUUID().toString(), somebody(), ",\"show\":\"LINK\"");
    SurroundingsResource.mood = SurroundingsResource.SurveyMood.DOWN;
    send(body).statusCode(503).body("code", equalTo("LINK_UNAVAILABLE"));
    SurroundingsResource.mood = SurroundingsResource.SurveyMood.OPEN;
    send(body).statusCode(200).body("link.url", containsString("https://ask.example/r/"));
  }
}
