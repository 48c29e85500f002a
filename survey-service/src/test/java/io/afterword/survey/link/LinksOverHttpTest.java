package io.afterword.survey.link;

import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.created;
import static io.afterword.survey.SurveyClient.invitation;
import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.links;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.time.ServiceClock;
import io.afterword.survey.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LinksOverHttpTest {

  @Inject Database database;
  @Inject ServiceClock clock;

  @AfterEach
  void setTheClockRight() {
    clock.setAhead(Duration.ZERO);
  }

  @Test
  void a_link_comes_with_what_the_mail_shows() {
    links(List.of(invitation(published("csat-1-5"), UUID.randomUUID())))
        .then()
        .statusCode(200)
        .body("links[0].state", equalTo("OPEN"))
        .body("links[0].version", equalTo(1))
        .body("links[0].locale", equalTo("en"))
        .body("links[0].subject", equalTo("How did we do?"))
        .body("links[0].html", containsString("?rating=5"))
        .body("links[0].text", containsString("5 - Very satisfied"))
        .body("links[0].url", org.hamcrest.Matchers.matchesPattern("http://.*/r/[A-Za-z0-9_-]{22}"))
        .body("links[0].problem", nullValue());
  }

  @Test
  void asking_again_gives_the_same_link_whatever_is_asked() {
    UUID survey = published("csat-1-5");
    UUID id = UUID.randomUUID();
    String first = links(List.of(invitation(survey, id))).path("links[0].url");
    Map<String, Object> other = new HashMap<>(invitation(published("nps-0-10"), id));
    other.put("contact", Map.of("locale", "ja"));
    other.put("context", Map.of("kind", "SALES"));

    links(List.of(other))
        .then()
        .statusCode(200)
        .body("links[0].url", equalTo(first))
        .body("links[0].locale", equalTo("en"))
        .body("links[0].html", containsString("How satisfied"));
    assertThat(database.count("select count(*) from link where invitation_id = $1", id))
        .isEqualTo(1);
  }

  @Test
  void an_old_link_keeps_its_version_and_a_new_one_takes_the_newest() {
    UUID survey = published("csat-1-5");
    UUID old = UUID.randomUUID();
    linked(survey, old);
    Response read = api().get("/v1/surveys/" + survey);
    Map<String, Object> definition = read.path("definition");
    definition.put("subject", Map.of("en", "A new subject"));
    api().header("If-Match", read.header("ETag")).body(definition).put("/v1/surveys/" + survey);
    api().post("/v1/surveys/" + survey + "/publish").then().body("version", equalTo(2));

    links(List.of(invitation(survey, old), invitation(survey, UUID.randomUUID())))
        .then()
        .body("links[0].version", equalTo(1))
        .body("links[0].subject", equalTo("How did we do?"))
        .body("links[1].version", equalTo(2))
        .body("links[1].subject", equalTo("A new subject"));
  }

  @Test
  void an_answered_link_says_so_and_an_expired_one_is_closed() {
    UUID survey = published("csat-1-5");
    UUID answered = UUID.randomUUID();
    UUID silent = UUID.randomUUID();
    List<Map<String, Object>> both =
        List.of(invitation(survey, answered), invitation(survey, silent));
    String url = links(both).path("links[0].url");
    send(url.substring(url.indexOf("/r/")), Map.of("rating", "4")).then().statusCode(201);

    links(both).then().body("links.state", equalTo(List.of("ANSWERED", "OPEN")));
    clock.setAhead(Duration.ofDays(14).plusSeconds(1));
    links(both)
        .then()
        .body("links.state", equalTo(List.of("ANSWERED", "CLOSED")))
        .body("links[1].url", nullValue());
  }

  @Test
  void five_hundred_in_a_call_have_five_hundred_keys_in_the_order_of_the_request() {
    UUID survey = published("nps-0-10");
    List<Map<String, Object>> invitations = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      invitations.add(invitation(survey, UUID.randomUUID()));
    }
    Response reply = links(invitations);
    assertThat(reply.<List<String>>path("links.invitationId"))
        .isEqualTo(invitations.stream().map(i -> String.valueOf(i.get("invitationId"))).toList());
    assertThat(new HashSet<>(reply.<List<String>>path("links.url"))).hasSize(500);
  }

  @Test
  void one_invitation_twice_in_a_call_has_one_link() {
    UUID survey = published("csat-1-5");
    Map<String, Object> invitation = invitation(survey, UUID.randomUUID());
    Response reply = links(List.of(invitation, invitation));
    assertThat(new HashSet<>(reply.<List<String>>path("links.url"))).hasSize(1);
  }

  @Test
  void a_bad_item_carries_its_problem_and_the_others_get_their_links() {
    UUID survey = published("csat-1-5");
    UUID draft = created(Map.of("template", "csat-1-5"));
    UUID archived = published("csat-1-5");
    api().post("/v1/surveys/" + archived + "/archive");
    links(
            List.of(
                invitation(UUID.randomUUID(), UUID.randomUUID()),
                invitation(draft, UUID.randomUUID()),
                invitation(archived, UUID.randomUUID()),
                with(survey, "expiresAt", "2020-01-01T00:00:00Z"),
                with(survey, "expiresAt", "2999-01-01T00:00:00Z"),
                with(survey, "context", Map.of("a", "x".repeat(20_000))),
                with(survey, "context", Map.of("a", "\u0000")),
                invitation(survey, UUID.randomUUID())))
        .then()
        .statusCode(200)
        .body(
            "links.problem.code",
            contains(
                "UNKNOWN_SURVEY",
                "NOT_PUBLISHED",
                "SURVEY_ARCHIVED",
                "EXPIRED",
                "EXPIRY_TOO_FAR",
                "CONTEXT_TOO_LARGE",
                "UNSTORABLE_TEXT"))
        .body("links[7].problem", nullValue())
        .body("links[7].state", equalTo("OPEN"));
  }

  @Test
  void a_link_that_is_out_survives_its_surveys_archiving() {
    UUID survey = published("csat-1-5");
    UUID invitation = UUID.randomUUID();
    String page = linked(survey, invitation);
    api().post("/v1/surveys/" + survey + "/archive");
    links(List.of(invitation(survey, invitation))).then().body("links[0].state", equalTo("OPEN"));
    send(page, Map.of("rating", "3")).then().statusCode(201);
  }

  @Test
  void a_contacts_language_is_used_where_the_survey_has_it() {
    UUID survey = published("ces-1-7");
    Map<String, String> asked =
        Map.of("nn-NO", "nb", "zh-TW", "zh-Hant", "zh_CN", "zh-Hans", "sv", "en", "??", "en");
    asked.forEach(
        (locale, expected) ->
            links(List.of(with(survey, "contact", Map.of("locale", locale))))
                .then()
                .body("links[0].locale", equalTo(expected)));
  }

  @Test
  void a_batch_that_is_none_is_refused_as_a_whole() {
    UUID survey = published("csat-1-5");
    refused("{\"invitations\": []}", 422, "EMPTY_BATCH");
    refused("{}", 422, "INVALID");
    refused("{\"invitations\": [{\"invitationId\": \"x\"}]}", 400, "WRONG_TYPE");
    refused("{\"invitations\": [null]}", 422, "INVALID");
    List<Map<String, Object>> many = new ArrayList<>();
    for (int i = 0; i < 501; i++) {
      many.add(invitation(survey, UUID.randomUUID()));
    }
    long before = database.count("select count(*) from link");
    links(many).then().statusCode(422).body("code", equalTo("TOO_MANY_INVITATIONS"));
    api()
        .body("{\"invitations\": [\"" + "x".repeat(10_000_000) + "\"]}")
        .post("/v1/links")
        .then()
        .statusCode(413);
    assertThat(database.count("select count(*) from link")).isEqualTo(before);
  }

  private static void refused(String body, int status, String code) {
    api().body(body).post("/v1/links").then().statusCode(status).body("code", equalTo(code));
  }

  private static Map<String, Object> with(UUID survey, String field, Object value) {
    Map<String, Object> invitation = new HashMap<>(invitation(survey, UUID.randomUUID()));
    invitation.put(field, value);
    return invitation;
  }
}
