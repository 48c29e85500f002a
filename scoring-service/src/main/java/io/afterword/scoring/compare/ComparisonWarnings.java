package io.afterword.scoring.compare;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;

import io.afterword.scoring.comparison.HomogeneityTest;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.tally.Days;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What else differs between two sides than what people think of them. Pure. */
final class ComparisonWarnings {
  /** More than this share of the days would have to move to make the weekdays alike. */
  private static final double UNLIKE_WEEKDAYS = 0.1;

  private static final double UNLIKE_LENGTHS = 0.1;

  /** A channel's part that moved by less is not worth telling, however sure it is. */
  private static final double SMALL_SHIFT = 0.05;

  private static final double SURE = 0.01;

  /** Of each other. */
  private static final double RATE_CHANGE = 0.3;

  private ComparisonWarnings() {}

  static boolean areUnlike(Days one, Days other) {
    double lengths = (double) one.length() / other.length();
    if (lengths > 1 + UNLIKE_LENGTHS || lengths < 1 / (1 + UNLIKE_LENGTHS)) {
      return true;
    }
    Map<DayOfWeek, Double> first = weekdays(one);
    Map<DayOfWeek, Double> second = weekdays(other);
    double moved = 0;
    for (DayOfWeek day : DayOfWeek.values()) {
      moved += Math.abs(first.getOrDefault(day, 0.0) - second.getOrDefault(day, 0.0)) / 2;
    }
    return moved > UNLIKE_WEEKDAYS;
  }

  private static Map<DayOfWeek, Double> weekdays(Days days) {
    Map<DayOfWeek, Double> shares = new EnumMap<>(DayOfWeek.class);
    for (LocalDate day = days.from(); day.isBefore(days.to()); day = day.plusDays(1)) {
      shares.merge(day.getDayOfWeek(), 1.0 / days.length(), Double::sum);
    }
    return shares;
  }

  /** Answers by channel on both sides: a mix that moved by a good part, and surely. */
  static boolean areMixedDifferently(Map<Integer, Long> first, Map<Integer, Long> second) {
    long one = total(first);
    long other = total(second);
    if (one == 0 || other == 0) {
      return false;
    }
    List<Proportion> channels = new ArrayList<>();
    double largest = 0;
    Set<Integer> all = new TreeSet<>(first.keySet());
    all.addAll(second.keySet());
    for (Integer channel : all) {
      long here = first.getOrDefault(channel, 0L);
      long there = second.getOrDefault(channel, 0L);
      channels.add(new Proportion(here, here + there));
      largest = Math.max(largest, Math.abs((double) here / one - (double) there / other));
    }
    double p = new HomogeneityTest(channels).pValue().orElse(1);
    return p < SURE && largest > SMALL_SHIFT;
  }

  private static long total(Map<Integer, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  static boolean haveMoved(@Nullable Double rate, @Nullable Double otherRate) {
    return rate != null
        && otherRate != null
        && Math.abs(rate - otherRate) > RATE_CHANGE * Math.max(rate, otherRate);
  }

  /** Whether a survey was asked with other wordings or scales in one than in the other. */
  static boolean isSeriesBroken(List<Series> one, List<Series> other) {
    Map<UUID, Set<Integer>> otherRuns = runs(other);
    return runs(one).entrySet().stream()
        .anyMatch(
            survey -> {
              Set<Integer> there = otherRuns.get(survey.getKey());
              return there != null && !there.equals(survey.getValue());
            });
  }

  private static Map<UUID, Set<Integer>> runs(List<Series> side) {
    return side.stream()
        .collect(groupingBy(Series::surveyId, mapping(Series::run, Collectors.toSet())));
  }
}
