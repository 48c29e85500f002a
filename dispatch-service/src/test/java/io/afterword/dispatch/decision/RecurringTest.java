package io.afterword.dispatch.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.dispatch.decision.Rhythm.Cycle;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked cycles, and how their turns are spread. */
class RecurringTest {
  private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a quarter                       | P3M | 2001-01-01 | 2026-11-22 | 2026-10-01 | 2027-01-01
          its first day                   | P3M | 2001-01-01 | 2026-10-01 | 2026-10-01 | 2027-01-01
          its last day                    | P3M | 2001-01-01 | 2026-12-31 | 2026-10-01 | 2027-01-01
          a month with a leap day         | P1M | 2001-01-01 | 2028-02-29 | 2028-02-01 | 2028-03-01
          from the 31st, in February      | P1M | 2025-12-31 | 2026-03-01 | 2026-02-28 | 2026-03-31
          and back on the 31st            | P1M | 2025-12-31 | 2026-03-31 | 2026-03-31 | 2026-04-30
          from the 31st, in a leap year   | P1M | 2027-12-31 | 2028-02-29 | 2028-02-29 | 2028-03-31
          a year from a leap day          | P1Y | 2028-02-29 | 2029-02-28 | 2029-02-28 | 2030-02-28
          and again on the leap day       | P1Y | 2028-02-29 | 2032-03-01 | 2032-02-29 | 2033-02-28
          two weeks, over a change        | P2W | 2001-01-01 | 2026-03-29 | 2026-03-23 | 2026-04-06
          ninety days                     | P90D | 2026-01-01 | 2026-12-31 | 2026-12-27 | 2027-03-27
          the first of all                | P3M | 2026-11-22 | 2026-11-22 | 2026-11-22 | 2027-02-22
          """)
  void a_day_lies_in_its_cycle(
      String what, Period every, LocalDate start, LocalDate day, LocalDate from, LocalDate to) {
    assertThat(new Rhythm.Every(every, start).at(day)).contains(new Cycle(from, to));
  }

  @Test
  void before_its_start_there_is_no_cycle() {
    assertThat(new Rhythm.Every(Period.ofMonths(3), date("2026-11-22")).at(date("2026-11-21")))
        .isEmpty();
  }

  @Test
  void days_of_the_year_begin_cycles_also_over_the_end_of_the_year() {
    var twice = new Rhythm.On(List.of(MonthDay.of(7, 15), MonthDay.of(1, 15)));
    assertThat(twice.at(date("2026-11-22")))
        .contains(new Cycle(date("2026-07-15"), date("2027-01-15")));
    assertThat(twice.at(date("2026-01-14")))
        .contains(new Cycle(date("2025-07-15"), date("2026-01-15")));
    var leapDay = new Rhythm.On(List.of(MonthDay.of(2, 29)));
    assertThat(leapDay.at(date("2026-03-01")))
        .contains(new Cycle(date("2026-02-28"), date("2027-02-28")));
    assertThat(leapDay.at(date("2028-02-28")))
        .contains(new Cycle(date("2027-02-28"), date("2028-02-29")));
    assertThat(new Rhythm.On(List.of(MonthDay.of(12, 30), MonthDay.of(1, 2))).shortest())
        .isEqualTo(3);
  }

  @Test
  void no_period_is_no_rhythm() {
    assertThatThrownBy(() -> new Rhythm.Every(Period.ZERO, date("2026-01-01")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rhythm.On(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  /** Cycles follow one another without a gap, and a day lies in exactly one. */
  @Property(tries = 500)
  void cycles_follow_one_another(
      @ForAll("rhythms") Rhythm rhythm, @ForAll @IntRange(max = 20_000) int days) {
    LocalDate day = date("2001-02-28").plusDays(days);
    Cycle cycle = rhythm.at(day).orElseThrow();
    assertThat(day).isAfterOrEqualTo(cycle.start()).isBefore(cycle.end());
    assertThat(rhythm.at(cycle.end()).orElseThrow().start()).isEqualTo(cycle.end());
    assertThat(rhythm.at(cycle.end().minusDays(1))).contains(cycle);
    assertThat(cycle.end().toEpochDay() - cycle.start().toEpochDay())
        .isGreaterThanOrEqualTo(rhythm.shortest());
  }

  @Provide
  Arbitrary<Rhythm> rhythms() {
    return Arbitraries.of(
        new Rhythm.Every(Period.ofMonths(1), date("2000-01-31")),
        new Rhythm.Every(Period.ofMonths(3), date("2001-01-01")),
        new Rhythm.Every(Period.parse("P1M15D"), date("2000-12-31")),
        new Rhythm.Every(Period.ofWeeks(1), date("2001-01-01")),
        new Rhythm.Every(Period.ofYears(1), date("2000-02-29")),
        new Rhythm.On(List.of(MonthDay.of(2, 29), MonthDay.of(8, 31))));
  }

  private static CyclePlan quarter() {
    return CyclePlan.of(new Cycle(date("2026-10-01"), date("2027-01-01")), null, null);
  }

  @Test
  void turns_lie_evenly_on_working_days_within_working_hours() {
    CyclePlan plan = quarter();
    Map<LocalDate, Integer> perDay = new HashMap<>();
    int turns = 66_000;
    for (int i = 0; i < turns; i++) {
      var due = plan.dueAt(i / (double) turns, OSLO).atZone(OSLO);
      assertThat(due.toLocalTime()).isBetween(LocalTime.of(9, 0), LocalTime.of(17, 0));
      perDay.merge(due.toLocalDate(), 1, Integer::sum);
    }
    assertThat(perDay).hasSize(66);
    assertThat(perDay.keySet())
        .noneMatch(day -> day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue());
    assertThat(perDay.values()).allMatch(count -> Math.abs(count - 1_000) <= 1);
  }

  @Test
  void a_turn_comes_by_the_clocks_of_its_contact_before_and_after_they_change() {
    CyclePlan plan = quarter();
    double firstMorning = 0;
    assertThat(plan.dueAt(firstMorning, OSLO)).isEqualTo(at("2026-10-01T09:00:00+02:00"));
    assertThat(plan.dueAt(firstMorning, ZoneId.of("Pacific/Auckland")))
        .isEqualTo(at("2026-10-01T09:00:00+13:00"));
    double lastDay = 65 / 66.0 + 1e-12;
    assertThat(plan.dueAt(lastDay, OSLO)).isEqualTo(at("2026-12-31T09:00:00+01:00"));
  }

  private static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  @Test
  void a_contact_whose_turn_is_late_in_one_cycle_is_late_in_the_next_so_the_rhythm_is_kept() {
    CyclePlan next = CyclePlan.of(new Cycle(date("2027-01-01"), date("2027-04-01")), null, null);
    for (double place = 0; place < 1; place += 0.01) {
      Duration apart = Duration.between(quarter().dueAt(place, OSLO), next.dueAt(place, OSLO));
      assertThat(apart).isBetween(Duration.ofDays(87), Duration.ofDays(97));
    }
  }

  @Test
  void a_spread_keeps_to_its_days_and_a_window_to_its_hours() {
    var cycle = new Cycle(date("2026-10-01"), date("2027-01-01"));
    var mornings =
        new SendWindow(
            EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
            LocalTime.of(8, 0),
            LocalTime.of(10, 0));
    CyclePlan plan = CyclePlan.of(cycle, Period.ofDays(10), mornings);
    assertThat(plan.days())
        .containsExactly(date("2026-10-03"), date("2026-10-05"), date("2026-10-10"));
    assertThat(plan.dueAt(0.5, OSLO)).isEqualTo(at("2026-10-05T09:00:00+02:00"));
    assertThat(plan.placeBefore(date("2026-10-05"))).isEqualTo(1 / 3.0);
    assertThat(plan.placeBefore(date("2026-10-11"))).isEqualTo(1);
  }

  @Test
  void a_spread_of_a_weekend_is_the_monday_after_it() {
    var cycle = new Cycle(date("2026-08-01"), date("2026-09-01"));
    assertThat(CyclePlan.of(cycle, Period.ofDays(1), null).days())
        .containsExactly(date("2026-08-03"));
  }

  @Test
  void a_window_until_midnight_is_open_until_midnight() {
    var night =
        new SendWindow(EnumSet.allOf(DayOfWeek.class), LocalTime.of(20, 0), LocalTime.MIDNIGHT);
    CyclePlan plan = CyclePlan.of(new Cycle(date("2026-10-01"), date("2026-10-02")), null, night);
    assertThat(plan.dueAt(0.75, OSLO)).isEqualTo(at("2026-10-01T23:00:00+02:00"));
  }

  @Test
  void the_later_place_never_comes_sooner() {
    CyclePlan plan = quarter();
    var dues = IntStream.range(0, 10_000).mapToObj(i -> plan.dueAt(i / 10_000.0, OSLO)).toList();
    assertThat(dues).isSorted();
  }
}
