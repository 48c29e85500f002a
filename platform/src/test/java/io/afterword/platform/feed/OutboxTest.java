package io.afterword.platform.feed;

import static io.afterword.platform.feed.FeedBench.DEADLINE;
import static io.afterword.platform.feed.FeedBench.run;
import static io.afterword.platform.feed.FeedBench.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events are written with the change, or not at all. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OutboxTest {
  @Inject FeedBench bench;
  @Inject Outbox outbox;
  @Inject OutboxRetention retention;
  @Inject Mutiny.SessionFactory sessions;

  @BeforeEach
  void clear() {
    bench.clear();
    bench.execute("truncate note");
  }

  @Test
  void a_session_writes_its_events_with_its_change() {
    Note note = new Note(UUID.randomUUID(), "hello");
    List<OutboxEvent> events = List.of(thing("x", 1, 4), thing("x", 2, 5), thing("y", 1, 3));

    bench.onContext(
        () ->
            sessions.withTransaction(
                session -> session.persist(note).chain(() -> outbox.append(session, events))));

    assertThat(bench.count("note")).isEqualTo(1);
    String written =
        bench
            .query(
                "select string_agg(subject || revision || (data ->> 'rating'), ' ' order by id) as s"
                    + " from outbox")
            .iterator()
            .next()
            .getString("s");
    assertThat(written).isEqualTo("x14 x25 y13");
  }

  @Test
  void a_change_that_fails_leaves_no_event() {
    assertThatThrownBy(
            () ->
                bench.onContext(
                    () ->
                        sessions.withTransaction(
                            session ->
                                outbox
                                    .append(session, List.of(thing("x", 1, 4)))
                                    .chain(() -> Uni.createFrom().<Void>failure(new Refused())))))
        .isInstanceOf(Refused.class);
    assertThat(bench.count("outbox")).isZero();
  }

  @Test
  void absent_values_are_left_out_and_times_are_text() {
    record Data(String name, @Nullable String text, Instant at) {}

    OutboxEvent event =
        OutboxEvent.of("a.b", "s", 1, new Data("n", null, Instant.parse("2026-01-02T03:04:05Z")));

    assertThat(event.data()).isEqualTo("{\"name\":\"n\",\"at\":\"2026-01-02T03:04:05Z\"}");
  }

  @Test
  void an_event_has_a_type_a_subject_and_a_revision_from_one() {
    assertThatThrownBy(() -> OutboxEvent.of("", "s", 1, Map.of()))
        .hasMessage("an event needs a type and a subject");
    assertThatThrownBy(() -> OutboxEvent.of("a.b", "s", 0, Map.of()))
        .hasMessage("a revision starts at 1, was 0");
  }

  @Test
  void old_events_are_deleted_when_every_subscription_has_passed_them() {
    SqlConnection late = bench.pool().getConnection().await().atMost(DEADLINE);
    try (StubSubscriber subscriber = StubSubscriber.accepting(bench.vertx())) {
      Relay relay = bench.relay("a", subscriber.url());
      append(0, OutboxRetention.BATCH + 1);
      late.query("begin").execute().await().atMost(DEADLINE);
      outbox.append(late, List.of(thing("late", 1, 1))).await().atMost(DEADLINE);
      age();
      assertThat(retain()).as("not yet delivered").isEqualTo("0 events deleted");

      run(relay);
      late.query("commit").execute().await().atMost(DEADLINE);
      bench.append(thing("young", 1, 1));
      bench.execute("update outbox set at = now() - interval '31 days' where subject = 'late'");

      assertThat(retain()).isEqualTo("5001 events deleted");
      assertThat(bench.count("outbox")).as("the late one and the young one").isEqualTo(2);
      run(relay);
      assertThat(retain()).isEqualTo("1 events deleted");

      bench.subscriptions().retireOthers(Set.of()).await().atMost(DEADLINE);
      age();
      assertThat(retain()).as("nobody is left to wait for").isEqualTo("1 events deleted");
    } finally {
      late.close().await().atMost(DEADLINE);
    }
  }

  private void append(int from, int to) {
    bench.append(IntStream.range(from, to).mapToObj(i -> thing("thing-" + i, 1, 3)).toList());
  }

  private void age() {
    bench.execute("update outbox set at = now() - interval '31 days'");
  }

  private String retain() {
    return retention.run(Instant.EPOCH).await().atMost(DEADLINE);
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
