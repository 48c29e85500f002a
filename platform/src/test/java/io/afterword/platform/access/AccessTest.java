package io.afterword.platform.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.time.ServiceClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AccessTest {
  private static final String KEYS = "/v1/access/keys";
  private static final String USERS = "/v1/access/users";

  @Inject TestKeys keys;
  @Inject ServiceClock clock;
  @Inject Pool pool;
  @Inject ObjectMapper json;

  private String admin = "";

  @BeforeEach
  void makeAdministratorsKey() {
    admin = keys.with("access:admin", "audit:read");
  }

  @AfterEach
  void resetClock() {
    clock.setAhead(Duration.ZERO);
  }

  @Test
  void a_key_is_shown_once_works_and_is_kept_as_a_hash() throws Exception {
    String dayBefore = day();
    Response made = createKey("{\"name\": \"Helpdesk\", \"scopes\": [\"audit:read\"]}");
    String text = made.path("key");
    String id = made.path("id");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(text).matches("aw_[A-Za-z0-9_-]{43}");
    as(text).get("/platform/v1/audit").then().statusCode(200);
    as(admin)
        .get(made.header("Location"))
        .then()
        .statusCode(200)
        .body("name", equalTo("Helpdesk"))
        .body("key", nullValue())
        .body("lastUsedOn", oneOf(dayBefore, day()));
    assertThat(outbox(id).toString()).doesNotContain(text);
    assertThat(outbox(id).get("hash").asText()).hasSize(64);
  }

  private String day() {
    return clock.instant().toString().substring(0, 10);
  }

  @Test
  void a_revoked_key_stops_working_within_seconds_here_and_is_told_to_the_siblings()
      throws Exception {
    Response made = createKey("{\"name\": \"Old\", \"scopes\": [\"audit:read\"]}");
    String text = made.path("key");
    as(text).get("/platform/v1/audit").then().statusCode(200);

    as(admin).delete(made.header("Location")).then().statusCode(204);
    as(admin).delete(made.header("Location")).then().statusCode(204);

    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    int status = 200;
    while (status == 200 && System.nanoTime() < deadline) {
      status = as(text).get("/platform/v1/audit").statusCode();
    }
    assertThat(status).isEqualTo(401);
    assertThat(outbox(made.path("id")).get("revoked").asBoolean()).isTrue();
    assertThat(revisions(made.path("id"))).isEqualTo("1,2");
  }

  @Test
  void an_expired_key_is_told_so() {
    String text =
        createKey(
                "{\"name\": \"Short\", \"scopes\": [\"audit:read\"], \"expiresAt\": \""
                    + clock.instant().plusSeconds(3600)
                    + "\"}")
            .path("key");
    as(text).get("/platform/v1/audit").then().statusCode(200);

    clock.setAhead(Duration.ofHours(2));

    as(text)
        .get("/platform/v1/audit")
        .then()
        .statusCode(401)
        .body("code", equalTo("UNKNOWN_CREDENTIALS"))
        .body("detail", equalTo("This API key has expired."));
  }

  @Test
  void no_key_a_wrong_key_and_a_wrong_scope_are_three_different_refusals() {
    given()
        .get(KEYS)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer realm=\"afterword\""))
        .body("code", equalTo("NO_CREDENTIALS"));
    as(KeyText.random().text())
        .get(KEYS)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("invalid_token"))
        .body("code", equalTo("UNKNOWN_CREDENTIALS"));
    as("nonsense").get(KEYS).then().statusCode(401).body("code", equalTo("UNKNOWN_CREDENTIALS"));
    given()
        .auth()
        .preemptive()
        .basic("admin", "admin")
        .get(KEYS)
        .then()
        .statusCode(401)
        .body("detail", equalTo("Only the Bearer scheme is known here."));
    as(keys.with("scores:read"))
        .get(KEYS)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("scope=\"access:admin\""))
        .body("code", equalTo("WRONG_SCOPE"))
        .body("detail", containsString("access:admin"));
  }

  @Test
  void a_siblings_key_has_the_configured_scopes() {
    as("the key that dispatch sends in tests").get(KEYS).then().statusCode(403);
    as("the key that dispatch sends in tests!").get(KEYS).then().statusCode(401);
  }

  @Test
  void an_unknown_scope_and_an_expiry_in_the_past_are_refused() {
    createKey("{\"name\": \"x\", \"scopes\": [\"surveys:reed\"]}")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("UNKNOWN_SCOPE"))
        .body("detail", containsString("surveys:read"));
    createKey(
            "{\"name\": \"x\", \"scopes\": [\"audit:read\"], \"expiresAt\": \"2020-01-01T00:00:00Z\"}")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/expiresAt"));
  }

  @Test
  void keys_are_listed_in_pages() {
    for (int i = 0; i < 3; i++) {
      createKey("{\"name\": \"page " + i + "\", \"scopes\": [\"audit:read\"]}");
    }
    Response first = as(admin).queryParam("limit", 2).get(KEYS);
    String cursor = first.path("nextCursor");

    first.then().statusCode(200).body("items.size()", equalTo(2));
    as(admin)
        .queryParam("limit", 2)
        .queryParam("cursor", cursor)
        .get(KEYS)
        .then()
        .statusCode(200)
        .body("items.id", not(hasItem((String) first.path("items[1].id"))));
    as(admin)
        .queryParam("cursor", "bm9uc2Vuc2U")
        .get(KEYS)
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_CURSOR"));
    as(admin).queryParam("limit", 0).get(KEYS).then().statusCode(422);
  }

  @Test
  void a_user_is_made_changed_with_if_match_and_told_to_the_siblings() throws Exception {
    Response made = createUser("grace@example.com", "\"editor\"");
    String path = made.header("Location");
    String id = made.path("id");

    made.then().statusCode(201).header("ETag", "\"1\"").body("hasPassword", equalTo(true));
    assertThat(made.asString()).doesNotContain("a long enough password").doesNotContain("pbkdf2");
    patch(path, null, "{\"name\": \"G\"}")
        .statusCode(428)
        .body("code", equalTo("VERSION_REQUIRED"));
    patch(path, "\"1\"", "{\"roles\": [\"analyst\", \"agent\"], \"agentId\": \"ag-7\"}")
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("roles", hasItems("analyst", "agent"))
        .body("name", equalTo("Grace"));
    patch(path, "\"1\"", "{\"name\": \"G\"}")
        .statusCode(412)
        .header("ETag", "\"2\"")
        .body("code", equalTo("STALE_VERSION"));
    JsonNode told = outbox(id);
    assertThat(told.get("agentId").asText()).isEqualTo("ag-7");
    assertThat(told.has("passwordHash")).isFalse();
    assertThat(revisions(id)).isEqualTo("1,2");
  }

  @Test
  void a_subject_is_taken_whatever_its_case() {
    createUser("linus@example.com", "\"analyst\"").then().statusCode(201);
    createUser("Linus@Example.com", "\"analyst\"")
        .then()
        .statusCode(409)
        .body("code", equalTo("SUBJECT_TAKEN"));
  }

  @Test
  void unknown_roles_and_short_passwords_are_refused() {
    createUser("x@example.com", "\"boss\"")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("UNKNOWN_ROLE"));
    as(admin)
        .contentType("application/json")
        .body(
            "{\"subject\": \"y\", \"name\": \"Y\", \"roles\": [\"agent\"], \"password\": \"short\"}")
        .post(USERS)
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/password"));
  }

  @Test
  void the_built_in_administrator_stays() {
    Response users = as(admin).get(USERS);
    String id = users.path("items.find { it.subject == 'admin' }.id");
    String tag = as(admin).get(USERS + "/" + id).header("ETag");

    patch(USERS + "/" + id, tag, "{\"revoked\": true}")
        .statusCode(409)
        .body("code", equalTo("BUILT_IN_ADMINISTRATOR"));
    patch(USERS + "/" + id, tag, "{\"roles\": [\"agent\"]}").statusCode(409);
  }

  @Test
  void changes_are_in_the_audit_with_ids_only() {
    String id = createUser("audited@example.com", "\"agent\"").path("id");

    as(admin)
        .queryParam("subjectType", "user")
        .queryParam("subjectId", id)
        .get("/platform/v1/audit")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .body("items[0].action", equalTo("user.created"))
        .body("items[0].actor", containsString("key:"))
        .body("items[0].subjectId", equalTo(id));
    assertThat(as(admin).get("/platform/v1/audit").asString()).doesNotContain("audited@");
  }

  @Test
  void the_audit_is_read_in_pages() {
    createUser("page1@example.com", "\"agent\"");
    createUser("page2@example.com", "\"agent\"");
    Response first = as(admin).queryParam("limit", 1).get("/platform/v1/audit");
    Response second =
        as(admin)
            .queryParam("limit", 1)
            .queryParam("cursor", (String) first.path("nextCursor"))
            .get("/platform/v1/audit");

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.<String>path("items[0].id")).isNotEqualTo(first.path("items[0].id"));
    as(keys.with("scores:read")).get("/platform/v1/audit").then().statusCode(403);
    as(admin).get("/other/v1/audit").then().statusCode(404);
  }

  private io.restassured.specification.RequestSpecification as(String bearer) {
    return given().header("Authorization", "Bearer " + bearer);
  }

  private Response createKey(String body) {
    return as(admin).contentType("application/json").body(body).post(KEYS);
  }

  private Response createUser(String subject, String roles) {
    return as(admin)
        .contentType("application/json")
        .body(
            "{\"subject\": \"%s\", \"name\": \"Grace\", \"roles\": [%s], \"password\": \"a long enough password\"}"
                .formatted(subject, roles))
        .post(USERS);
  }

  private ValidatableResponse patch(
      String path, @org.jspecify.annotations.Nullable String ifMatch, String body) {
    var request = as(admin).contentType("application/json").body(body);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return request.patch(path).then();
  }

  private JsonNode outbox(String subject) throws Exception {
    var rows =
        pool.preparedQuery(
                "select data::text from outbox where subject = $1 order by revision desc limit 1")
            .execute(Tuple.of(subject))
            .await()
            .indefinitely();
    return json.readTree(rows.iterator().next().getString(0));
  }

  private String revisions(String subject) {
    return pool.preparedQuery(
            "select string_agg(revision::text, ',' order by id) from outbox where subject = $1")
        .execute(Tuple.of(subject))
        .await()
        .indefinitely()
        .iterator()
        .next()
        .getString(0);
  }
}
