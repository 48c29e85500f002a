package io.afterword.scoring.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.scoring.tally.Days;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodsTest {
  private static final LocalDate CHANGE = LocalDate.of(2026, 11, 4);

  @Test
  void whole_weeks_before_and_after_without_today() {
    assertThat(Periods.around(CHANGE, LocalDate.of(2026, 11, 24), 4))
        .contains(
            new Periods(
                new Days(LocalDate.of(2026, 10, 21), CHANGE),
                new Days(CHANGE, LocalDate.of(2026, 11, 18))));
  }

  @Test
  void never_longer_than_wanted() {
    assertThat(Periods.around(CHANGE, LocalDate.of(2027, 11, 24), 1))
        .contains(
            new Periods(
                new Days(LocalDate.of(2026, 10, 28), CHANGE),
                new Days(CHANGE, LocalDate.of(2026, 11, 11))));
  }

  @Test
  void too_early_until_the_first_week_is_over() {
    assertThat(Periods.around(CHANGE, LocalDate.of(2026, 11, 10), 4)).isEmpty();
    assertThat(Periods.around(CHANGE, LocalDate.of(2026, 11, 11), 4)).isPresent();
    assertThat(Periods.around(CHANGE, LocalDate.of(2026, 10, 1), 4)).isEmpty();
  }
}
