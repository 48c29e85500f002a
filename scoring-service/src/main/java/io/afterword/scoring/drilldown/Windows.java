package io.afterword.scoring.drilldown;

import io.afterword.scoring.tally.Days;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Which days to read for one page, newest first: as few as can hold it, more where a filter may
 * leave most of them out, and never more answers than are waited for. Pure.
 *
 * @param days end to end, the newest window first
 * @param unread the newest day with answers that no window holds; null when they hold all
 */
record Windows(List<Days> days, @Nullable LocalDate unread) {

  /**
   * @param answers per day, before any filter; days without are left out
   * @param budgets how many answers each window may read at most, beyond its first day
   */
  static Windows of(NavigableMap<LocalDate, Long> answers, List<Long> budgets) {
    List<Days> windows = new ArrayList<>();
    LocalDate newest = null;
    LocalDate oldest = null;
    long read = 0;
    for (LocalDate day : answers.descendingKeySet()) {
      long here = answers.getOrDefault(day, 0L);
      if (newest != null && oldest != null && read + here > budgets.get(windows.size())) {
        windows.add(new Days(oldest, newest.plusDays(1)));
        if (windows.size() == budgets.size()) {
          return new Windows(windows, day);
        }
        newest = null;
        read = 0;
      }
      newest = newest == null ? day : newest;
      oldest = day;
      read += here;
    }
    if (newest != null && oldest != null) {
      windows.add(new Days(oldest, newest.plusDays(1)));
    }
    return new Windows(windows, null);
  }
}
