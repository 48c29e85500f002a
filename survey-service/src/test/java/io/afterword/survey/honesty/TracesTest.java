package io.afterword.survey.honesty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TracesTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Traces traces = new Traces();

  @Test
  void three_links_of_a_mail_within_ten_seconds_are_too_many() {
    assertThat(traces.opened("a", "1", NOON)).isFalse();
    assertThat(traces.opened("a", "2", NOON.plusSeconds(5))).isFalse();
    assertThat(traces.opened("a", "3", NOON.plusSeconds(10))).isTrue();
    assertThat(traces.of("a", NOON.plusSeconds(10))).containsExactly(Signal.MANY_LINKS);
  }

  @Test
  void two_links_are_a_slip_and_three_slow_ones_a_change_of_mind() {
    traces.opened("a", "1", NOON);
    traces.opened("a", "2", NOON.plusSeconds(1));
    assertThat(traces.of("a", NOON.plusSeconds(2))).isEmpty();
    traces.opened("a", "3", NOON.plusSeconds(12));
    assertThat(traces.of("a", NOON.plusSeconds(12))).isEmpty();
  }

  @Test
  void the_same_link_may_be_opened_over_and_over() {
    for (int i = 0; i < 100; i++) {
      assertThat(traces.opened("a", "4", NOON.plusMillis(i))).isFalse();
    }
  }

  @Test
  void links_of_several_mails_do_not_meet() {
    traces.opened("a", "1", NOON);
    traces.opened("b", "2", NOON);
    assertThat(traces.opened("c", "3", NOON)).isFalse();
  }

  @Test
  void one_view_of_the_page_may_try_every_rating() {
    for (int rating = 1; rating <= 5; rating++) {
      assertThat(traces.sent("a", String.valueOf(rating), "view", NOON.plusMillis(rating)))
          .isFalse();
    }
  }

  @Test
  void three_views_with_three_ratings_are_too_many() {
    traces.sent("a", "1", "one", NOON);
    traces.sent("a", "2", "two", NOON);
    assertThat(traces.sent("a", "2", "three", NOON)).isFalse();
    assertThat(traces.sent("a", "3", "four", NOON.plusSeconds(1))).isTrue();
    assertThat(traces.of("a", NOON.plusSeconds(1))).containsExactly(Signal.SEVERAL_RATINGS);
  }

  @Test
  void what_was_seen_speaks_for_a_minute_and_is_told_once() {
    assertThat(traces.saw("a", Signal.HIDDEN_LINK, NOON)).isTrue();
    assertThat(traces.saw("a", Signal.HIDDEN_LINK, NOON.plusSeconds(1))).isFalse();
    assertThat(traces.of("a", NOON.plusSeconds(61))).containsExactly(Signal.HIDDEN_LINK);
    assertThat(traces.of("a", NOON.plusSeconds(62))).isEmpty();
    assertThat(traces.saw("a", Signal.HIDDEN_LINK, NOON.plusSeconds(90))).isTrue();
  }
}
