package io.afterword.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SchedulesTest {
  private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
  private static final LocalTime HALF_PAST_TWO = LocalTime.of(2, 30);

  @Test
  void every_adds_the_interval() {
    assertThat(Schedules.every(Duration.ofSeconds(90), Instant.parse("2026-03-01T00:00:00Z")))
        .isEqualTo("2026-03-01T00:01:30Z");
  }

  @Test
  void daily_is_today_if_the_time_is_still_to_come_and_tomorrow_otherwise() {
    Instant before = Instant.parse("2026-01-15T01:29:59Z");
    assertThat(Schedules.dailyAt(HALF_PAST_TWO, before, OSLO)).isEqualTo("2026-01-15T01:30:00Z");
    assertThat(Schedules.dailyAt(HALF_PAST_TWO, before.plusSeconds(1), OSLO))
        .isEqualTo("2026-01-16T01:30:00Z");
  }

  @Test
  void a_time_that_the_clocks_skip_is_later_by_the_gap() {
    Instant evening = Instant.parse("2026-03-28T20:00:00Z");
    Instant run = Schedules.dailyAt(HALF_PAST_TWO, evening, OSLO);
    assertThat(run).isEqualTo("2026-03-29T01:30:00Z"); // 03:30 in summer time
    assertThat(Schedules.dailyAt(HALF_PAST_TWO, run, OSLO)).isEqualTo("2026-03-30T00:30:00Z");
  }

  @Test
  void a_time_that_comes_twice_counts_once() {
    Instant evening = Instant.parse("2026-10-24T20:00:00Z");
    Instant run = Schedules.dailyAt(HALF_PAST_TWO, evening, OSLO);
    assertThat(run).isEqualTo("2026-10-25T00:30:00Z"); // the first 02:30, still in summer time
    assertThat(Schedules.dailyAt(HALF_PAST_TWO, run, OSLO)).isEqualTo("2026-10-26T01:30:00Z");
  }
}
