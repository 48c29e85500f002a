package io.afterword.platform.feed;

import static io.afterword.platform.feed.FeedBench.DEADLINE;
import static io.afterword.platform.feed.FeedBench.thing;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a customer's receiver gets, and what people can do about it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestSecurity(
    user = "ada",
    roles = {"webhooks:admin"})
class WebhookTest {

  private static final String PATH = "/platform/v1/webhooks";

  @Inject FeedBench bench;
  @Inject WebhookRelays relays;
  @Inject ObjectMapper json;

  private HttpServer receiver;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Function<List<String>, Integer> answer = subjects -> 204;

  /** What came in one request. */
  private record Received(String body, Map<String, List<String>> headers, List<String> subjects) {}

  @BeforeEach
  void listen() throws IOException {
    bench.clear();
    bench.execute("truncate webhook cascade");
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          List<String> subjects = new ArrayList<>();
          for (JsonNode event : json.readTree(body)) {
            subjects.add(event.path("subject").asText());
          }
          received.add(new Received(body, exchange.getRequestHeaders(), subjects));
          exchange.sendResponseHeaders(answer.apply(subjects), -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.stop(0);
  }

  @Test
  void gets_what_happens_from_now_on_signed_with_the_secret_that_was_shown_once() {
    bench.append(thing("before", 1, 5));
    JsonPath hook = create();
    bench.append(thing("after", 1, 4));

    deliver(hook);

    assertThat(subjects()).containsExactly("after");
    assertThat(new Signature(hook.getString("secret")).holds(received.get(0).body(), headers(0)))
        .isTrue();
    when()
        .get(PATH)
        .then()
        .body("items", hasSize(1))
        .body("items[0].secret", nullValue())
        .body("items[0].state", equalTo("DELIVERING"));
    when()
        .get(PATH + "/" + hook.getString("id") + "/deliveries")
        .then()
        .body("items", hasSize(1))
        .body("items[0].outcome", equalTo("DELIVERED"))
        .body("items[0].status", equalTo(204))
        .body("items[0].events", equalTo(1));
  }

  @Test
  void a_receiver_that_is_down_gets_everything_when_it_is_back() {
    JsonPath hook = create();
    bench.append(thing("a", 1, 4), thing("b", 1, 4));
    answer = subjects -> 503;
    deliver(hook);
    when()
        .get(PATH)
        .then()
        .body("items[0].state", equalTo("FAILING"))
        .body("items[0].lastError", containsString("503"));

    answer = subjects -> 200;
    received.clear();
    bench.passBackOff();
    deliver(hook);

    assertThat(subjects()).containsExactly("a", "b");
  }

  @Test
  void one_event_that_is_refused_is_found_and_left_behind() {
    JsonPath hook = create();
    bench.append(
        thing("a", 1, 4), thing("b", 1, 4), thing("bad", 1, 4), thing("c", 1, 4), thing("d", 1, 4));
    List<String> taken = new CopyOnWriteArrayList<>();
    answer =
        subjects -> {
          if (subjects.contains("bad")) {
            return 422;
          }
          taken.addAll(subjects);
          return 200;
        };
    Relay relay = relays.relay(UUID.fromString(hook.getString("id")));
    for (int i = 0; i < 30; i++) {
      bench.passBackOff();
      relay.runOnce(() -> false).await().atMost(DEADLINE);
    }

    assertThat(taken).containsExactly("a", "b", "c", "d");
    JsonPath log =
        when().get(PATH + "/" + hook.getString("id") + "/deliveries?limit=200").jsonPath();
    assertThat(log.getList("items.findAll { it.outcome == 'PARKED' }")).hasSize(1);
  }

  @Test
  void after_a_rotation_both_secrets_are_good_for_a_day() {
    JsonPath hook = create();
    String id = hook.getString("id");
    String next =
        when()
            .post(PATH + "/" + id + "/rotate")
            .then()
            .statusCode(200)
            .body("previousSecretUntil", notNullValue())
            .extract()
            .path("secret");
    bench.append(thing("a", 1, 4));
    deliver(hook);

    assertThat(next).isNotEqualTo(hook.getString("secret"));
    for (String secret : List.of(next, hook.getString("secret"))) {
      assertThat(new Signature(secret).holds(received.get(0).body(), headers(0))).isTrue();
    }

    bench.execute("update webhook set previous_until = now() - interval '1 s'");
    bench.append(thing("b", 1, 4));
    deliver(hook);
    assertThat(new Signature(next).holds(received.get(1).body(), headers(1))).isTrue();
    assertThat(new Signature(hook.getString("secret")).holds(received.get(1).body(), headers(1)))
        .isFalse();
  }

  @Test
  void a_replay_sends_again_what_was_written_since() {
    JsonPath hook = create();
    bench.append(thing("old", 1, 4));
    bench.execute("update outbox set at = now() - interval '1 day'");
    bench.append(thing("new", 1, 4));
    deliver(hook);
    received.clear();

    given()
        .contentType("application/json")
        .body(Map.of("from", java.time.Instant.now(java.time.Clock.systemUTC()).minusSeconds(3600)))
        .post(PATH + "/" + hook.getString("id") + "/replay")
        .then()
        .statusCode(204);
    deliver(hook);

    assertThat(subjects()).containsExactly("new");
    bench.append(thing("next", 1, 4));
    deliver(hook);
    assertThat(subjects()).containsExactly("new", "next");
  }

  @Test
  void one_that_was_removed_gets_nothing_more() {
    JsonPath hook = create();
    when().delete(PATH + "/" + hook.getString("id")).then().statusCode(204);
    bench.append(thing("a", 1, 4));
    deliver(hook);
    assertThat(received).isEmpty();
    when().get(PATH).then().body("items", hasSize(0));
    when().delete(PATH + "/" + hook.getString("id")).then().statusCode(404);
  }

  @Test
  void addresses_and_types_that_are_none_are_refused() {
    request("ftp://warehouse.example/", "thing.changed")
        .statusCode(422)
        .body("errors.pointer", contains("/url"));
    request("https://user:pass@warehouse.example/", "thing.changed").statusCode(422);
    request("https://warehouse.example/", "access.changed")
        .statusCode(422)
        .body("errors.pointer", contains("/types"));
  }

  private io.restassured.response.ValidatableResponse request(String url, String type) {
    return given()
        .contentType("application/json")
        .body(Map.of("name", "Data warehouse", "url", url, "types", List.of(type)))
        .post(PATH)
        .then();
  }

  private JsonPath create() {
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    return request(url, "thing.changed").statusCode(201).extract().jsonPath();
  }

  private void deliver(JsonPath hook) {
    relays
        .relay(UUID.fromString(hook.getString("id")))
        .runOnce(() -> false)
        .await()
        .atMost(DEADLINE);
  }

  private List<String> subjects() {
    return received.stream().flatMap(each -> each.subjects().stream()).toList();
  }

  /** As the library reads them, in small letters. */
  private Map<String, List<String>> headers(int at) {
    Map<String, List<String>> headers = new java.util.HashMap<>();
    received
        .get(at)
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
    return headers;
  }
}
