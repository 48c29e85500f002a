package io.afterword.platform.access;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.time.ServiceClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys and users are made once per {@code Idempotency-Key}, and no secret stays behind for it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CreatedOnceTest {
  private static final String KEYS = "/v1/access/keys";
  private static final String USERS = "/v1/access/users";

  @Inject TestKeys keys;
  @Inject ServiceClock clock;
  @Inject Pool pool;

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
  void a_repeated_creation_shows_the_same_key_for_a_day_and_the_database_holds_nothing_of_it() {
    String body = "{\"name\": \"Repeated\", \"scopes\": [\"audit:read\"]}";
    Response first = createOnce(KEYS, "once", body);
    Response again = createOnce(KEYS, "once", body);
    String text = first.path("key");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.header("Cache-Control")).isEqualTo("no-store");
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.headers().getValues("Location")).containsExactly(first.header("Location"));
    assertThat(again.header("Cache-Control")).isEqualTo("no-store");
    as(text).get("/platform/v1/audit").then().statusCode(200);
    createOnce(KEYS, "once", body.replace("Repeated", "Another"))
        .then()
        .statusCode(409)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    assertThat(everythingStored()).contains("createKey").doesNotContain(traces(text));

    clock.setAhead(Duration.ofHours(25));
    assertThat(createOnce(KEYS, "once", body).<String>path("key")).isNotEqualTo(text);
  }

  @Test
  void a_repeated_creation_of_a_user_makes_one_and_its_password_is_nowhere() {
    String body =
        "{\"subject\": \"once@example.com\", \"name\": \"Once\", \"roles\": [\"agent\"],"
            + " \"password\": \"a password like no other\"}";
    Response first = createOnce(USERS, "user once", body);
    Response again = createOnce(USERS, "user once", body);

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    createOnce(USERS, "user once", body.replace("no other", "none other"))
        .then()
        .statusCode(409)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    assertThat(everythingStored())
        .contains("createUser")
        .doesNotContain(traces("a password like no other"));
  }

  @Test
  void a_key_that_expired_meanwhile_is_shown_again_to_who_repeats() {
    String body =
        "{\"name\": \"Short\", \"scopes\": [\"audit:read\"], \"expiresAt\": \""
            + clock.instant().plusSeconds(3600)
            + "\"}";
    String first = createOnce(KEYS, "short", body).asString();

    clock.setAhead(Duration.ofHours(2));

    assertThat(createOnce(KEYS, "short", body).asString()).isEqualTo(first);
  }

  private RequestSpecification as(String bearer) {
    return given().header("Authorization", "Bearer " + bearer);
  }

  private Response createOnce(String path, String idempotencyKey, String body) {
    return as(admin)
        .contentType("application/json")
        .header("Idempotency-Key", idempotencyKey)
        .body(body)
        .post(path);
  }

  /** All rows of all tables that a creation of access writes to, binary ones in hexadecimal. */
  private String everythingStored() {
    return pool.query(
            """
            select string_agg(line, e'\\n') from (
              select k::text as line from idempotency_key k
              union all select o::text from outbox o
              union all select a::text from audit_entry a
              union all select k::text from access_key k
              union all select u::text from access_user u) as lines
            """)
        .execute()
        .await()
        .indefinitely()
        .iterator()
        .next()
        .getString(0);
  }

  /** A secret as it is, and as bytea and base64 show it at any alignment. */
  private static String[] traces(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    Base64.Encoder base64 = Base64.getEncoder();
    return new String[] {
      secret,
      HexFormat.of().formatHex(bytes),
      base64.encodeToString(Arrays.copyOfRange(bytes, 0, 18)),
      base64.encodeToString(Arrays.copyOfRange(bytes, 1, 19)),
      base64.encodeToString(Arrays.copyOfRange(bytes, 2, 20))
    };
  }
}
