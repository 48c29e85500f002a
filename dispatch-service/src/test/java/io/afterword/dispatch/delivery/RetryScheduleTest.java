package io.afterword.dispatch.delivery;

import static io.afterword.dispatch.decision.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final Instant MUCH_LATER = NOON.plus(Duration.ofDays(14));

  @Test
  void waits_longer_each_time_and_then_a_day() {
    List<Duration> waits =
        IntStream.range(0, 8)
            .mapToObj(refusals -> RetrySchedule.next(refusals, NOON, MUCH_LATER).orElseThrow())
            .map(next -> Duration.between(NOON, next))
            .toList();
    assertThat(waits)
        .containsExactly(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(24),
            Duration.ofHours(24));
  }

  @Test
  void gives_up_when_the_next_try_would_come_too_late() {
    assertThat(RetrySchedule.next(0, NOON, NOON.plus(Duration.ofMinutes(5)))).isEmpty();
    assertThat(RetrySchedule.next(0, NOON, NOON.plus(Duration.ofMinutes(5)).plusMillis(1)))
        .contains(NOON.plus(Duration.ofMinutes(5)));
  }
}
