package io.afterword.platform.feed;

import static io.afterword.platform.feed.FeedBench.DEADLINE;
import static io.afterword.platform.feed.FeedBench.thing;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver does with what it is sent. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class IntakeTest {
  private static final Clock MACHINE = Clock.systemUTC();

  @Inject FeedBench bench;
  @Inject Intake intake;

  @BeforeEach
  void clear() {
    bench.clear();
  }

  @Test
  void events_in_every_order_give_the_same_state() {
    List<List<Integer>> orders = permutations(List.of(0, 1, 2, 3, 4));
    assertThat(orders).hasSize(120);
    for (int i = 0; i < orders.size(); i++) {
      String x = "x-" + i;
      String y = "y-" + i;
      List<OutboxEvent> events =
          List.of(thing(x, 1, 1), thing(x, 2, 4), thing(x, 3, 2), thing(y, 1, 5), thing(y, 2, 4));
      List<OutboxEvent> order = orders.get(i).stream().map(events::get).toList();
      int cut = i % 5;

      accept(order.subList(0, cut)); // in two batches, cut at every place
      accept(order.subList(cut, order.size()));
      accept(order.subList(2, 4)); // and a part of it again

      long each = i + 1L;
      assertThat(bench.tally()).as("order %s", order).isEqualTo(Map.of(2, each, 4, each));
    }
  }

  @Test
  void an_unknown_field_is_ignored() {
    post(altered(thing("x", 1, 4), event -> data(event).put("colour", "green"))).statusCode(204);
    assertThat(bench.tally()).isEqualTo(Map.of(4, 1L));
  }

  @Test
  void whatever_cannot_be_read_is_parked_with_its_reason_and_the_rest_applied() {
    String body =
        array(
            json(thing("good", 1, 4)),
            altered(thing("a", 1, 4), event -> data(event).put("rating", "four")),
            altered(thing("b", 1, 4), event -> event.put("type", "thing.unheard")),
            altered(thing("c", 1, 4), event -> event.put("revision", 0)),
            altered(thing("d", 1, 4), event -> event.put("source", "/other")),
            altered(thing("e", 1, 4), event -> event.put("id", "seven")),
            altered(thing("f", 1, 4), event -> event.remove("data")),
            altered(thing("g\0h", 1, 4), event -> event.put("specversion", "0.3")),
            "\"no event at all\"",
            altered(thing("i\0j", 1, 4), event -> event.put("time", MACHINE.instant().toString())));
    postSigned(body).statusCode(204);

    assertThat(bench.tally()).isEqualTo(Map.of(4, 1L));
    assertThat(parked())
        .extracting(ParkedEvent::subject)
        .containsExactly("i\uFFFDj", null, "g\uFFFDh", "f", "e", "d", "c", "b", "a");
    assertThat(parked().get(8).reason()).isEqualTo("data does not fit Thing at /rating");
    assertThat(parked().get(0).reason()).isEqualTo("the database refuses it, SQLSTATE 22021");
    assertThat(parked().get(7).reason()).isEqualTo("no receiver here knows the type thing.unheard");
    assertThat(parked().get(6).reason()).isEqualTo("revision must be a whole number from 1");
    assertThat(parked().get(5).reason()).contains("source must be \"/sender\"");

    postSigned(body).statusCode(204);
    assertThat(parked()).as("a repeated batch parks nothing twice").hasSize(9);
  }

  @Test
  void a_fault_of_the_moment_is_no_fault_of_the_event() {
    bench.execute("alter table tally rename to tally_moved");
    try {
      post(json(thing("x", 1, 4))).statusCode(503).body("code", equalTo("BUSY"));
    } finally {
      bench.execute("alter table tally_moved rename to tally");
    }
    assertThat(bench.count("thing")).as("nothing half-written").isZero();
    assertThat(parked()).isEmpty();

    post(json(thing("x", 1, 4))).statusCode(204);
    assertThat(bench.tally()).isEqualTo(Map.of(4, 1L));
  }

  @Test
  void a_sender_that_hangs_up_does_not_take_its_batch_with_it() {
    SqlConnection blocker = bench.pool().getConnection().await().atMost(DEADLINE);
    blocker.query("begin; lock table thing in exclusive mode").execute().await().atMost(DEADLINE);
    List<Arrival> batch = List.of(new Arrival("/sender", FeedJson.parse(json(thing("x", 1, 4)))));
    Cancellable asking = intake.apply(batch).subscribe().with(ignored -> {});
    bench.await(() -> bench.count("pg_locks where not granted") > 0);

    asking.cancel();
    blocker.query("commit").execute().await().atMost(DEADLINE);
    blocker.close().await().atMost(DEADLINE);

    bench.await(() -> bench.tally().equals(Map.of(4, 1L)));
    bench.await(() -> bench.count("pg_stat_activity where state like 'idle in tr%'") == 0);
  }

  @Test
  void an_unsigned_batch_is_refused() {
    String body = array(json(thing("x", 1, 4)));
    Instant now = MACHINE.instant();
    Signature right = new Signature(FeedBench.SECRET);
    Signature wrong = new Signature("whsec_c29tZW9uZSBlbHNlJ3M=");

    refused(body, Map.of());
    refused(body, wrong.headers("m", now, body));
    refused(body, right.headers("m", now, body + " "));
    refused(body, right.headers("m", now.minus(Duration.ofMinutes(6)), body));
    refused(body, right.headers("m", now.plus(Duration.ofMinutes(6)), body));
    assertThat(bench.count("thing")).isZero();
  }

  @Test
  void a_body_that_is_no_batch_is_refused() {
    postSigned("[{").statusCode(400).body("code", equalTo("MALFORMED_JSON"));
    postSigned("{}").statusCode(400).body("code", equalTo("WRONG_TYPE"));
    postSigned("[]").statusCode(204);
  }

  private void refused(String body, Map<String, String> headers) {
    given()
        .contentType(CloudEvents.MEDIA_TYPE)
        .headers(headers)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/feed")
        .then()
        .statusCode(401)
        .body("code", equalTo("UNSIGNED_BATCH"));
  }

  private void accept(List<OutboxEvent> events) {
    if (!events.isEmpty()) {
      postSigned(array(events.stream().map(IntakeTest::json).toArray(String[]::new)))
          .statusCode(204);
    }
  }

  private ValidatableResponse post(String event) {
    return postSigned(array(event));
  }

  private ValidatableResponse postSigned(String body) {
    return given()
        .contentType(CloudEvents.MEDIA_TYPE)
        .headers(new Signature(FeedBench.SECRET).headers("message", MACHINE.instant(), body))
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/feed")
        .then();
  }

  private List<ParkedEvent> parked() {
    return ParkedEvents.list(bench.pool(), null, 100).await().atMost(DEADLINE);
  }

  private static String array(String... events) {
    return "[" + String.join(",", events) + "]";
  }

  private static String json(OutboxEvent event) {
    var outgoing =
        new Outgoing(
            1,
            event.id(),
            event.type(),
            event.subject(),
            event.revision(),
            event.data(),
            MACHINE.instant());
    String array = CloudEvents.write("/sender", List.of(outgoing)).body();
    return array.substring(1, array.length() - 1);
  }

  private static String altered(OutboxEvent event, Consumer<ObjectNode> alteration) {
    ObjectNode json = (ObjectNode) FeedJson.parse(json(event));
    alteration.accept(json);
    return json.toString();
  }

  private static ObjectNode data(ObjectNode event) {
    return (ObjectNode) event.path("data");
  }

  private static <T> List<List<T>> permutations(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (T first : items) {
      List<T> others = new ArrayList<>(items);
      others.remove(first);
      for (List<T> rest : permutations(others)) {
        List<T> one = new ArrayList<>(List.of(first));
        one.addAll(rest);
        all.add(one);
      }
    }
    return all;
  }
}
