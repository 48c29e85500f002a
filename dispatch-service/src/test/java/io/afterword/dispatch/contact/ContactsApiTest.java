package io.afterword.dispatch.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
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
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class ContactsApiTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;
  private final String tag = UUID.randomUUID().toString();
  private final String email = tag + "@example.com";

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private static ValidatableResponse put(String json) {
    return Dispatch.asKey().contentType("application/json").body(json).put("/v1/contacts").then();
  }

  private static ValidatableResponse post(String path, String json) {
    return Dispatch.asKey().contentType("application/json").body(json).post(path).then();
  }

  private String decision() {
    return Dispatch.report(
            Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
        .statusCode(202)
        .extract()
        .path("interactions[0].decisions[0].reason");
  }

  @Test
  void telling_twice_is_one_contact_and_what_is_left_out_stays() {
    String id =
        put("""
                {"source":"crm","id":"%s","email":"%s","name":"Ada","locale":"nb_NO",
                 "timeZone":"Europe/Oslo","company":{"name":"AE"},"attributes":{"plan":"gold"}}"""
                .formatted(tag, email))
            .statusCode(201)
            .body("locale", equalTo("nb-NO"))
            .extract()
            .path("id");
    put("{\"email\":\"%s\",\"attributes\":{\"seats\":3}}".formatted(email.toUpperCase(Locale.ROOT)))
        .statusCode(200)
        .body(
            "id", equalTo(id),
            "name", equalTo("Ada"),
            "attributes.plan", equalTo("gold"),
            "attributes.seats", equalTo(3));
    post("/v1/contacts/find", "{\"source\":\"crm\",\"id\":\"%s\"}".formatted(tag))
        .body("id", equalTo(id));
  }

  @Test
  void every_fault_is_told_with_its_pointer() {
    put("{\"id\":\"7\",\"email\":\"nobody\",\"timeZone\":\"Europe/Osloo\",\"nmae\":\"x\"}")
        .statusCode(422)
        .body(
            "errors.code",
            hasItems("NOT_AN_EMAIL_ADDRESS", "UNKNOWN_TIME_ZONE", "UNKNOWN_FIELD", "MISSING_FIELD"),
            "errors.find { it.code == 'UNKNOWN_FIELD' }.detail",
            containsString("name"));
    put("{\"name\":\"Ada\"}").statusCode(422).body("code", equalTo("NO_CONTACT"));
    put("{\"email\":\"%s\",\"timeZone\":\"Mars/Base\"}".formatted(email))
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_TIME_ZONE"));
  }

  @Test
  void a_change_needs_the_etag_of_what_was_read_and_forgets_what_it_leaves_out() {
    ValidatableResponse made =
        put("{\"email\":\"%s\",\"name\":\"Ada\",\"locale\":\"en\"}".formatted(email));
    String id = made.extract().path("id");
    String etag = made.extract().header("ETag");
    String change = "{\"email\":\"%s\",\"locale\":\"de\"}".formatted(email);
    var request = Dispatch.asKey().contentType("application/json").body(change);
    request.put("/v1/contacts/" + id).then().statusCode(428);
    put("{\"email\":\"%s\"}".formatted(email)).header("ETag", equalTo(etag));
    Dispatch.asKey()
        .contentType("application/json")
        .header("If-Match", etag)
        .body(change)
        .put("/v1/contacts/" + id)
        .then()
        .statusCode(200)
        .header("ETag", not(equalTo(etag)))
        .body("locale", equalTo("de"), "name", nullValue());
    Dispatch.asKey()
        .contentType("application/json")
        .header("If-Match", etag)
        .body(change)
        .put("/v1/contacts/" + id)
        .then()
        .statusCode(412);
  }

  @Test
  void a_contact_cannot_take_somebody_elses_address() {
    put("{\"email\":\"%s\"}".formatted(email));
    ValidatableResponse other = put("{\"email\":\"other-%s\"}".formatted(email));
    Dispatch.asKey()
        .contentType("application/json")
        .header("If-Match", other.extract().header("ETag"))
        .body("{\"email\":\"%s\"}".formatted(email))
        .put("/v1/contacts/" + other.extract().path("id"))
        .then()
        .statusCode(409)
        .body("code", equalTo("IS_SOMEBODY_ELSE"));
  }

  @Test
  void a_batch_is_taken_whole_or_as_far_as_it_is_right() {
    String contacts =
        "{\"contacts\":[{\"email\":\"a.%1$s\"},{\"email\":\"A.%1$s\"},{\"email\":\"x\"}]}"
            .formatted(email);
    post("/v1/contacts/batch", contacts)
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/contacts/2/email"));
    post("/v1/contacts/batch?onInvalid=skip", contacts)
        .statusCode(200)
        .body(
            "taken", hasSize(2),
            "taken[0].created", equalTo(true),
            "taken[1].created", equalTo(false),
            "refused[0].pointer", equalTo("/contacts/2/email"));
    post("/v1/contacts/batch", "{\"contacts\":[]}")
        .statusCode(422)
        .body("code", equalTo("EMPTY_BATCH"));
  }

  @Test
  void search_goes_by_beginnings_and_pages_on() {
    String many =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    "{\"email\":\"%d.%s\",\"company\":{\"id\":\"%s\"},\"attributes\":{\"n\":%d}}"
                        .formatted(i, email, tag, i % 2))
            .collect(Collectors.joining(",", "{\"contacts\":[", "]}"));
    post("/v1/contacts/batch", many).statusCode(200);
    String cursor =
        post("/v1/contacts/search", "{\"companyId\":\"%s\",\"limit\":3}".formatted(tag))
            .statusCode(200)
            .body("items", hasSize(3))
            .extract()
            .path("nextCursor");
    post(
            "/v1/contacts/search",
            "{\"companyId\":\"%s\",\"limit\":3,\"cursor\":\"%s\"}".formatted(tag, cursor))
        .body("items", hasSize(2), "nextCursor", nullValue());
    post("/v1/contacts/search", "{\"startsWith\":\"3.%s\"}".formatted(tag.toUpperCase(Locale.ROOT)))
        .body("items", hasSize(1));
    post("/v1/contacts/search", "{\"startsWith\":\"%%\"}").body("items", hasSize(0));
    post("/v1/contacts/search", "{\"companyId\":\"%s\",\"attributes\":{\"n\":1}}".formatted(tag))
        .body("items", hasSize(2));
    Dispatch.asKey().get("/v1/contacts?limit=1").then().body("items", hasSize(1));
  }

  @Test
  void who_refused_consent_is_not_asked_and_an_older_yes_changes_nothing() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    put("{\"email\":\"%s\",\"consent\":{\"basis\":\"REFUSED\",\"source\":\"phone\",\"at\":\"2026-02-02T00:00:00Z\"}}"
            .formatted(email))
        .body("consent.basis", equalTo("REFUSED"));
    assertThat(decision()).isEqualTo("NO_CONSENT");
    put("{\"email\":\"%s\",\"consent\":{\"basis\":\"CONSENT\",\"source\":\"form\",\"at\":\"2026-02-01T00:00:00Z\"}}"
            .formatted(email))
        .body("consent.basis", equalTo("REFUSED"));
    put("{\"email\":\"%s\",\"consent\":{\"basis\":\"CONSENT\",\"source\":\"form\"}}"
            .formatted(email))
        .body("consent.basis", equalTo("CONSENT"), "consent.source", equalTo("form"));
    assertThat(decision()).isNull();
  }

  @Test
  void a_kind_of_survey_that_is_not_wanted_is_not_asked_and_others_are() {
    dispatch.policy(dispatch.survey("NPS"), "");
    String id = put("{\"email\":\"%s\"}".formatted(email)).extract().path("id");
    Dispatch.asKey()
        .contentType("application/json")
        .body("{\"kinds\":[\"NPS\"],\"source\":\"phone call\"}")
        .put("/v1/contacts/" + id + "/opt-outs")
        .then()
        .statusCode(204);
    Dispatch.asKey().get("/v1/contacts/" + id).then().body("refusedKinds", equalTo(List.of("NPS")));
    assertThat(decision()).isEqualTo("OPTED_OUT_OF_KIND");
    dispatch.startAfresh();
    dispatch.policy(dispatch.survey("CSAT"), "");
    assertThat(decision()).isNull();
  }

  @Test
  void an_opt_out_of_everything_can_be_taken_back() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    String id = put("{\"email\":\"%s\"}".formatted(email)).extract().path("id");
    var request = Dispatch.asKey().contentType("application/json");
    request
        .body("{\"all\":true,\"source\":\"phone\"}")
        .put("/v1/contacts/" + id + "/opt-outs")
        .then()
        .statusCode(204);
    assertThat(decision()).isEqualTo("OPTED_OUT");
    Dispatch.asKey()
        .contentType("application/json")
        .body("{\"source\":\"phone\"}")
        .put("/v1/contacts/" + id + "/opt-outs")
        .then()
        .statusCode(204);
    assertThat(decision()).isNull();
    Dispatch.asKey()
        .contentType("application/json")
        .body("{\"source\":\"phone\"}")
        .put("/v1/contacts/" + UUID.randomUUID() + "/opt-outs")
        .then()
        .statusCode(404);
  }
}
