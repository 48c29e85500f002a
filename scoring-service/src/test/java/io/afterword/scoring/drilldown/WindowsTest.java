package io.afterword.scoring.drilldown;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.scoring.tally.Days;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-02");

  @Test
  void newest_days_first_within_their_budgets() {
    Windows windows = Windows.of(answers(10, 10, 10, 10, 10), List.of(20L, 20L));

    assertThat(windows.days()).containsExactly(days(3, 5), days(1, 3));
    assertThat(windows.unread()).isEqualTo(MONDAY);
  }

  @Test
  void one_day_is_read_however_many_answers_it_has() {
    Windows windows = Windows.of(answers(5, 1_000), List.of(20L));

    assertThat(windows.days()).containsExactly(days(1, 2));
    assertThat(windows.unread()).isEqualTo(MONDAY);
  }

  @Test
  void all_that_fits_is_read_and_nothing_is_left() {
    Windows windows = Windows.of(answers(5, 5), List.of(20L, 20L));

    assertThat(windows.days()).containsExactly(days(0, 2));
    assertThat(windows.unread()).isNull();
    assertThat(Windows.of(new TreeMap<>(), List.of(20L)).days()).isEmpty();
  }

  private static NavigableMap<LocalDate, Long> answers(long... perDay) {
    NavigableMap<LocalDate, Long> answers = new TreeMap<>();
    for (int day = 0; day < perDay.length; day++) {
      answers.put(MONDAY.plusDays(day), perDay[day]);
    }
    return answers;
  }

  private static Days days(int from, int to) {
    return new Days(MONDAY.plusDays(from), MONDAY.plusDays(to));
  }
}
