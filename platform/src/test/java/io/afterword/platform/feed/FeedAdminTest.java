package io.afterword.platform.feed;

import static io.afterword.platform.feed.FeedBench.DEADLINE;
import static io.afterword.platform.feed.FeedBench.run;
import static io.afterword.platform.feed.FeedBench.thing;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person sees of the feed and can do about it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestSecurity(
    user = "ada",
    roles = {"status:read", "access:admin"})
class FeedAdminTest {
  @Inject FeedBench bench;

  @TestHTTPResource("/feed")
  URI receiver;

  @BeforeEach
  void clear() {
    bench.clear();
  }

  @Test
  void a_parked_event_is_listed_refused_again_and_applied_when_the_cause_is_gone() {
    park(thing("x", 1, 6));
    String id =
        when()
            .get("/platform/v1/feed/parked")
            .then()
            .statusCode(200)
            .body("items", hasSize(1))
            .body("items[0].source", equalTo("/sender"))
            .body("items[0].type", equalTo("thing.changed"))
            .body("items[0].subject", equalTo("x"))
            .body("items[0].reason", containsString("thing_rating_is_allowed"))
            .body("nextCursor", nullValue())
            .extract()
            .path("items[0].id");

    when()
        .post("/platform/v1/feed/parked/" + id + "/replay")
        .then()
        .statusCode(409)
        .body("code", equalTo("STILL_REFUSED"))
        .body("detail", containsString("thing_rating_is_allowed"));
    when().get("/platform/v1/feed/parked").then().body("items.id", contains(id));

    bench.execute("insert into allowed_rating values (6)");
    when().post("/platform/v1/feed/parked/" + id + "/replay").then().statusCode(204);
    assertThat(bench.tally()).isEqualTo(Map.of(6, 1L));
    when().get("/platform/v1/feed/parked").then().body("items", hasSize(0));
    when().post("/platform/v1/feed/parked/" + id + "/replay").then().statusCode(404);
  }

  @Test
  void a_replayed_event_does_not_undo_a_newer_one() {
    park(thing("x", 1, 6));
    bench.append(thing("x", 2, 5));
    run(bench.relay("a", receiver));
    bench.execute("insert into allowed_rating values (6)");

    when().post("/platform/v1/feed/parked/" + firstParked() + "/replay").then().statusCode(204);

    assertThat(bench.tally()).isEqualTo(Map.of(5, 1L));
  }

  @Test
  void a_parked_event_can_be_given_up() {
    park(thing("x", 1, 6));
    UUID id = firstParked();
    when().delete("/platform/v1/feed/parked/" + id).then().statusCode(204);
    when()
        .delete("/platform/v1/feed/parked/" + id)
        .then()
        .statusCode(404)
        .body("code", equalTo("NOT_FOUND"));
    assertThat(bench.count("feed_parked")).isZero();
  }

  @Test
  void the_list_goes_on_by_cursor() {
    park(thing("x", 1, 6), thing("y", 1, 6), thing("z", 1, 6));
    String cursor =
        when()
            .get("/platform/v1/feed/parked?limit=2")
            .then()
            .statusCode(200)
            .body("items.subject", contains("z", "y"))
            .extract()
            .path("nextCursor");
    given()
        .queryParam("cursor", cursor)
        .get("/platform/v1/feed/parked")
        .then()
        .body("items.subject", contains("x"))
        .body("nextCursor", nullValue());
  }

  @Test
  void the_status_shows_who_is_behind_and_why() {
    StubSubscriber gone = StubSubscriber.accepting(bench.vertx());
    gone.close();
    Relay relay = bench.relay("a", gone.url());
    bench.append(thing("x", 1, 4), OutboxEvent.of("not.wanted", "x", 1, Map.of()));
    run(relay);

    when()
        .get("/platform/v1/status")
        .then()
        .statusCode(200)
        .body("service", equalTo("platform"))
        .body("feed.parked", equalTo(0))
        .body("feed.subscriptions", hasSize(1))
        .body("feed.subscriptions[0].name", equalTo("receiver"))
        .body("feed.subscriptions[0].url", equalTo(gone.url().toString()))
        .body("feed.subscriptions[0].types", contains("thing.changed"))
        .body("feed.subscriptions[0].state", equalTo("FAILING"))
        .body("feed.subscriptions[0].waiting", equalTo(1))
        .body("feed.subscriptions[0].failures", equalTo(1))
        .body("feed.subscriptions[0].lastError", containsString("refused"));

    when().post("/platform/v1/feed/subscriptions/receiver/resume").then().statusCode(204);
    assertThat(run(relay)).as("tried at once").isEqualTo(Relay.Outcome.NOT_TAKEN);
    when().post("/platform/v1/feed/subscriptions/nobody/resume").then().statusCode(404);
  }

  @Test
  @TestSecurity(user = "eve", roles = "status:read")
  void looking_is_not_doing() {
    when().get("/platform/v1/feed/parked").then().statusCode(200);
    String id = UUID.randomUUID().toString();
    when().post("/platform/v1/feed/parked/" + id + "/replay").then().statusCode(403);
    when().delete("/platform/v1/feed/parked/" + id).then().statusCode(403);
    when().post("/platform/v1/feed/subscriptions/receiver/resume").then().statusCode(403);
  }

  @Test
  void only_the_services_own_name_is_answered_and_documented() {
    when().get("/other/v1/status").then().statusCode(404);
    String document =
        given()
            .accept("application/json")
            .get("/q/openapi")
            .then()
            .body("paths.'/platform/v1/status'.get.operationId", equalTo("getStatus"))
            .body("paths.'/platform/v1/status'.get.parameters", nullValue())
            .extract()
            .asString();
    assertThat(document)
        .contains("\"/platform/v1/feed/parked/{id}/replay\"")
        .doesNotContain("{service}", "\"/feed\"", "v1/clock");
  }

  private void park(OutboxEvent... events) {
    bench.append(events);
    run(bench.relay("a", receiver));
  }

  private UUID firstParked() {
    return ParkedEvents.list(bench.pool(), null, 1).await().atMost(DEADLINE).get(0).id();
  }
}
