package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several policies that want the same people at once. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class FloorTest {
  private static final int PEOPLE = 8;

  @Inject Dispatch dispatch;
  @Inject Clock clock;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void however_reports_race_nobody_gets_two_mails_within_the_floor(long seed) {
    // Each looks at a channel of its own, so that a lower one may wait when a higher one asks.
    for (int priority : new int[] {0, 1, 5, 9}) {
      dispatch.policy(
          dispatch.survey(priority == 5 ? "NPS" : "CSAT"),
          "\"delay\":\"PT%dS\",\"priority\":%d,\"filter\":{\"field\":\"channel\",\"is\":\"C%d\"}"
              .formatted(9 - priority, priority, priority));
    }
    String crowd = "-" + UUID.randomUUID() + "@example.com";
    List<String> reports = new ArrayList<>();
    for (int i = 0; i < 6 * PEOPLE; i++) {
      String email = i % PEOPLE + crowd;
      String channel = "C" + new int[] {0, 1, 5, 9}[i / PEOPLE % 4];
      reports.add(
          Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant())
              .replace("EMAIL", channel));
    }
    Collections.shuffle(reports, new Random(seed));
    var waiting = new ConcurrentLinkedQueue<>(reports);
    IntStream.range(0, 6)
        .mapToObj(sender -> CompletableFuture.runAsync(() -> send(waiting)))
        .toList()
        .forEach(CompletableFuture::join);
    dispatch.await(
        "everybody was asked",
        () -> sent("count(distinct i.contact_id)", crowd) == PEOPLE && waits(crowd) == 0);
    assertThat(sent("count(*)", crowd)).isEqualTo(PEOPLE);
  }

  private static void send(ConcurrentLinkedQueue<String> waiting) {
    for (String report = waiting.poll(); report != null; report = waiting.poll()) {
      Dispatch.report(report).statusCode(202);
    }
  }

  private long sent(String what, String crowd) {
    return dispatch.count(
        "select "
            + what
            + " from invitation i join delivery d on d.invitation_id = i.id"
            + " join contact c on c.id = i.contact_id where c.address like '%' || $1"
            + " and d.state in ('SENDING', 'SENT', 'UNKNOWN')",
        crowd);
  }

  /** Mails that may still go out in the next minute. */
  private long waits(String crowd) {
    return dispatch.count(
        "select count(*) from delivery_queue q join delivery d on d.id = q.delivery_id"
            + " join invitation i on i.id = d.invitation_id join contact c on c.id = i.contact_id"
            + " where c.address like '%' || $1 and q.due_at < now() + interval '1 minute'",
        crowd);
  }
}
