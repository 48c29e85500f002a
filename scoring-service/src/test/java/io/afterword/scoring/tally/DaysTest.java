package io.afterword.scoring.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DaysTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  @Property
  void months_and_edges_together_are_every_day_once(
      @ForAll @IntRange(min = 0, max = 800) int start,
      @ForAll @IntRange(min = 1, max = 800) int length) {
    Days days = new Days(FIRST.plusDays(start), FIRST.plusDays(start + length));

    Map<LocalDate, Integer> covered = new TreeMap<>();
    LocalDate month = days.monthsStart();
    while (month.isBefore(days.monthsEnd())) {
      assertThat(month.getDayOfMonth()).isEqualTo(1);
      month.datesUntil(month.plusMonths(1)).forEach(day -> covered.merge(day, 1, Integer::sum));
      month = month.plusMonths(1);
    }
    if (days.hasMonths()) {
      for (Days.Edge edge : List.of(days.startEdge(), days.endEdge())) {
        List<LocalDate> ofEdge = edge.from().datesUntil(edge.to()).toList();
        assertThat(ofEdge).hasSizeLessThanOrEqualTo(16);
        ofEdge.forEach(day -> covered.merge(day, edge.isAdded() ? 1 : -1, Integer::sum));
      }
    } else {
      assertThat(days.length()).isLessThan(32);
      days.from().datesUntil(days.to()).forEach(day -> covered.merge(day, 1, Integer::sum));
    }
    covered.values().removeIf(times -> times == 0);

    assertThat(covered.keySet())
        .containsExactlyElementsOf(days.from().datesUntil(days.to()).toList());
    assertThat(covered.values()).containsOnly(1);
  }

  @Test
  void weeks_begin_on_monday_also_across_a_year() {
    assertThat(Grain.WEEK.start(LocalDate.of(2027, 1, 1))).isEqualTo(LocalDate.of(2026, 12, 28));
    assertThat(Grain.WEEK.end(LocalDate.of(2026, 12, 28))).isEqualTo(LocalDate.of(2027, 1, 4));
  }

  @Test
  void the_month_of_an_id_is_its_own_time_in_utc() {
    // 2026-03-01T00:00:00Z and the millisecond before.
    assertThat(Partitions.monthOf(id(1_772_323_200_000L))).isEqualTo(YearMonth.of(2026, 3));
    assertThat(Partitions.monthOf(id(1_772_323_199_999L))).isEqualTo(YearMonth.of(2026, 2));
  }

  private static UUID id(long millis) {
    return new UUID((millis << 16) | 0x7ABC, 0x8000_0000_0000_0001L);
  }
}
