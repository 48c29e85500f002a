package io.afterword.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.access.TestKeys;
import io.afterword.platform.time.ServiceClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class IdempotencyTest {
  private static final String CARD = "{\"title\": \"oil the mill\", \"fails\": false}";

  @Inject TestKeys keys;
  @Inject ServiceClock clock;
  @Inject ForgetIdempotencyKeys forget;
  @Inject Pool pool;

  private final String key = UUID.randomUUID().toString();
  private String bearer = "";

  @BeforeEach
  void makeKey() {
    bearer = keys.with("surveys:write");
  }

  @AfterEach
  void resetClock() {
    clock.setAhead(Duration.ZERO);
  }

  @Test
  void a_repeated_request_gets_the_first_answer_and_does_no_work() {
    Response first = send(key, CARD);
    int done = JobCardResource.DONE.get();
    // The same request, written in another order and spacing.
    Response again = send(key, "{\"fails\":false,  \"title\":\"oil the mill\"}");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.contentType()).isEqualTo("application/json");
    assertThat(JobCardResource.DONE).hasValue(done);
  }

  @Test
  void the_same_key_with_another_request_is_refused() {
    send(key, CARD);

    send(key, CARD.replace("oil", "grease"))
        .then()
        .statusCode(409)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
  }

  @Test
  void eight_at_once_do_the_work_once_and_all_get_its_answer() {
    int done = JobCardResource.DONE.get();

    List<CompletableFuture<Response>> sent =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> send(key, CARD)))
            .toList();

    assertThat(sent.stream().map(each -> each.join().asString()).distinct()).hasSize(1);
    assertThat(sent).allMatch(each -> each.join().statusCode() == 201);
    assertThat(JobCardResource.DONE).hasValue(done + 1);
  }

  @Test
  void an_answer_that_cannot_be_opened_or_was_kept_for_another_key_is_given_to_nobody() {
    send(key, CARD);
    String other = UUID.randomUUID().toString();
    send(other, CARD);
    pool.preparedQuery(
            "update idempotency_key set answer ="
                + " (select answer from idempotency_key where key = $1) where key = $2")
        .execute(io.vertx.mutiny.sqlclient.Tuple.of(other, key))
        .await()
        .indefinitely();

    send(key, CARD)
        .then()
        .statusCode(409)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"))
        .body("detail", containsString("can no longer be read"));
  }

  @Test
  void a_failure_frees_the_key() {
    assertThat(send(key, CARD.replace("false", "true")).statusCode()).isEqualTo(500);
    assertThat(send(key, CARD).statusCode()).isEqualTo(201);
  }

  @Test
  void a_key_belongs_to_its_caller() {
    String mine = send(key, CARD).asString();
    bearer = keys.with("surveys:write");

    assertThat(send(key, CARD).asString()).isNotEqualTo(mine);
  }

  @Test
  void without_a_key_every_request_does_the_work() {
    assertThat(send(null, CARD).asString()).isNotEqualTo(send(null, CARD).asString());
  }

  @Test
  void a_key_is_kept_for_a_day() {
    String first = send(key, CARD).asString();

    clock.setAhead(Duration.ofHours(23));
    assertThat(send(key, CARD).asString()).isEqualTo(first);
    clock.setAhead(Duration.ofHours(25));
    assertThat(send(key, CARD).asString()).isNotEqualTo(first);
  }

  @Test
  void the_job_removes_what_is_no_longer_kept() {
    send(key, CARD);

    forget.run(clock.instant().plus(Duration.ofHours(23))).await().indefinitely();
    assertThat(count()).isEqualTo(1);
    forget.run(clock.instant().plus(Duration.ofHours(25))).await().indefinitely();
    assertThat(count()).isZero();
  }

  @Test
  void an_endless_key_is_refused() {
    send("k".repeat(256), CARD).then().statusCode(422).body("code", equalTo("INVALID"));
  }

  private long count() {
    return pool.preparedQuery("select count(*) from idempotency_key where key = $1")
        .execute(io.vertx.mutiny.sqlclient.Tuple.of(key))
        .await()
        .indefinitely()
        .iterator()
        .next()
        .getLong(0);
  }

  private Response send(@org.jspecify.annotations.Nullable String idempotencyKey, String body) {
    var request =
        given().header("Authorization", "Bearer " + bearer).contentType("application/json");
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    return request.body(body).post("/job-cards");
  }
}
