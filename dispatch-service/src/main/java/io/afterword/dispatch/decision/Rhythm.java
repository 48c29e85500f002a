package io.afterword.dispatch.decision;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** When the cycles of a recurring policy begin. */
public sealed interface Rhythm {

  /**
   * One cycle.
   *
   * @param end its first day after it: the next cycle begins
   */
  record Cycle(LocalDate start, LocalDate end) {}

  /** The cycle that has this day; empty before the first. */
  Optional<Cycle> at(LocalDate day);

  /** How many days a cycle has at least. */
  long shortest();

  /**
   * Every so often. Each beginning is counted from the first one, so that a rhythm of months that
   * begins on the 31st comes back to the 31st.
   */
  record Every(Period every, LocalDate start) implements Rhythm {
    /** Four years of months have every length that a month can have. */
    private static final int SURELY_ALL = 48;

    public Every {
      if (every.isNegative() || every.isZero()) {
        throw new IllegalArgumentException("every " + every + " is no period");
      }
    }

    @Override
    public Optional<Cycle> at(LocalDate day) {
      if (day.isBefore(start)) {
        return Optional.empty();
      }
      double length =
          (beginning(SURELY_ALL).toEpochDay() - start.toEpochDay()) / (double) SURELY_ALL;
      int k = Math.max(0, (int) ((day.toEpochDay() - start.toEpochDay()) / length) - 1);
      while (!beginning(k + 1).isAfter(day)) {
        k++;
      }
      return Optional.of(new Cycle(beginning(k), beginning(k + 1)));
    }

    private LocalDate beginning(int k) {
      return start.plus(every.multipliedBy(k));
    }

    @Override
    public long shortest() {
      return IntStream.range(0, SURELY_ALL)
          .mapToLong(k -> beginning(k + 1).toEpochDay() - beginning(k).toEpochDay())
          .min()
          .orElseThrow();
    }
  }

  /** On these days of each year; 29 February is the 28th where there is none. */
  record On(List<MonthDay> days) implements Rhythm {
    public On {
      days = List.copyOf(new TreeSet<>(days));
      if (days.isEmpty()) {
        throw new IllegalArgumentException("on no day");
      }
    }

    @Override
    public Optional<Cycle> at(LocalDate day) {
      List<LocalDate> dates =
          IntStream.rangeClosed(day.getYear() - 1, day.getYear() + 1)
              .boxed()
              .flatMap(year -> of(Year.of(year)))
              .distinct()
              .toList();
      int next = (int) dates.stream().filter(date -> !date.isAfter(day)).count();
      return Optional.of(new Cycle(dates.get(next - 1), dates.get(next)));
    }

    private Stream<LocalDate> of(Year year) {
      return days.stream().map(year::atMonthDay);
    }

    @Override
    public long shortest() {
      List<LocalDate> dates = Stream.of(2025, 2026).map(Year::of).flatMap(this::of).toList();
      return IntStream.range(1, dates.size())
          .mapToLong(i -> dates.get(i).toEpochDay() - dates.get(i - 1).toEpochDay())
          .min()
          .orElse(365);
    }
  }
}
