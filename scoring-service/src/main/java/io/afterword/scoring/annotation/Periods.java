package io.afterword.scoring.annotation;

import io.afterword.scoring.tally.Days;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Equal periods of whole weeks before and after a change, so that every weekday is in both equally
 * often. The day of the change belongs to the time after; today does not, since it is not over.
 */
record Periods(Days before, Days after) {
  private static final int DAYS_A_WEEK = 7;

  /**
   * Empty until the first week after the change is over.
   *
   * @param weeks the longest that is wanted
   */
  static Optional<Periods> around(LocalDate change, LocalDate today, int weeks) {
    long over = Math.min(weeks, (today.toEpochDay() - change.toEpochDay()) / DAYS_A_WEEK);
    if (over < 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Periods(
            new Days(change.minusWeeks(over), change), new Days(change, change.plusWeeks(over))));
  }
}
