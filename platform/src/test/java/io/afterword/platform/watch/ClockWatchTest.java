package io.afterword.platform.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final Instant ASKED = Instant.parse("2026-05-01T09:12:30Z");
  private static final Instant ANSWERED = ASKED.plusMillis(40);

  @Test
  void what_may_be_the_questions_way_is_no_difference() {
    assertThat(ClockWatch.ahead(ASKED, ASKED.plusMillis(20), ANSWERED)).isZero();
    assertThat(ClockWatch.ahead(ASKED, ASKED, ANSWERED)).isZero();
    assertThat(ClockWatch.ahead(ASKED, ANSWERED, ANSWERED)).isZero();
  }

  @Test
  void a_clock_is_ahead_or_behind_by_what_the_way_cannot_explain() {
    assertThat(ClockWatch.ahead(ASKED, ASKED.minusSeconds(3600), ANSWERED))
        .isEqualTo(Duration.ofHours(1));
    assertThat(ClockWatch.ahead(ASKED, ANSWERED.plusSeconds(3600), ANSWERED))
        .isEqualTo(Duration.ofHours(-1));
  }

  @Test
  void half_a_minute_is_said_in_the_status() {
    assertThat(ClockWatch.isRight(Duration.ofSeconds(29))).isTrue();
    assertThat(ClockWatch.isRight(Duration.ofSeconds(30))).isFalse();
    assertThat(ClockWatch.isRight(Duration.ofSeconds(-30))).isFalse();
  }

  @Test
  void five_minutes_keep_a_replica_from_starting() {
    assertThat(ClockWatch.useless(Duration.ofSeconds(299))).isEmpty();
    assertThat(ClockWatch.useless(Duration.ofHours(-1)))
        .contains(
            "This replica's clock is 3600 seconds behind that of its database server: set both by"
                + " NTP. Beyond 5 minutes a replica does not start.");
    assertThat(ClockWatch.useless(Duration.ofMinutes(5)).orElse(""))
        .startsWith("This replica's clock is 300 seconds ahead of that of its database server:");
  }
}
