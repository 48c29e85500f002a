package io.afterword.dispatch.policy;

import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/** Durations in words. */
final class Durations {
  private Durations() {}

  /** "30 days", "1 day 12 hours", "90 seconds". */
  static String inWords(Duration duration) {
    var words = new ArrayList<String>();
    add(words, duration.toDaysPart(), "day");
    add(words, duration.toHoursPart(), "hour");
    add(words, duration.toMinutesPart(), "minute");
    add(words, duration.toSecondsPart(), "second");
    return words.isEmpty() ? "no time" : String.join(" ", words);
  }

  /** "3 months", "1 year 6 months", "2 weeks". */
  static String inWords(Period period) {
    var words = new ArrayList<String>();
    add(words, period.getYears(), "year");
    add(words, period.getMonths(), "month");
    long days = period.getDays();
    boolean weeks = words.isEmpty() && days % 7 == 0;
    add(words, weeks ? days / 7 : days, weeks ? "week" : "day");
    return String.join(" ", words);
  }

  private static void add(List<String> words, long count, String unit) {
    if (count > 0) {
      words.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }
}
