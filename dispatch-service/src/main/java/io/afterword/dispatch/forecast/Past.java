package io.afterword.dispatch.forecast;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;

/**
 * What a policy did lately.
 *
 * @param from the first whole day of it
 * @param days how many whole days there are, up to yesterday
 * @param sent mails by day; days without any are left out
 * @param fired how often it fired, whatever was decided
 * @param asked how often that led to asking
 * @param counted interactions that were counted, the firing ones among them
 */
record Past(
    LocalDate from, int days, Map<LocalDate, Long> sent, long fired, long asked, long counted) {
  static final int LONGEST_DAYS = 28;
  private static final int GOOD_DAYS = 21;
  private static final int FAIR_DAYS = 7;

  Past {
    sent = Map.copyOf(sent);
  }

  /** Mails a day. */
  double rate() {
    return days == 0 ? 0 : sum() / (double) days;
  }

  /** Mails on such a weekday; one more day of the mean keeps a single odd day from ruling. */
  double rate(DayOfWeek weekday) {
    if (days == 0) {
      return 0;
    }
    long such = from.datesUntil(from.plusDays(days)).filter(day -> is(day, weekday)).count();
    long mails =
        sent.entrySet().stream()
            .filter(each -> is(each.getKey(), weekday))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return (mails + rate()) / (such + 1);
  }

  private static boolean is(LocalDate day, DayOfWeek weekday) {
    return day.getDayOfWeek() == weekday;
  }

  /**
   * By how much days differ from their weekday's mean, as a multiple of pure chance; at least 1.
   */
  double dispersion() {
    if (days < 2) {
      return 1;
    }
    double sum =
        from.datesUntil(from.plusDays(days))
            .mapToDouble(
                day -> {
                  double mean = Math.max(rate(day.getDayOfWeek()), 1e-9);
                  double off = sent.getOrDefault(day, 0L) - mean;
                  return off * off / mean;
                })
            .sum();
    return Math.max(1, sum / (days - 1));
  }

  /** Of those for whom it fired; all of them as long as it never did. */
  double askedShare() {
    return fired == 0 ? 1 : Math.min(1, asked / (double) fired);
  }

  Forecast.Confidence confidence() {
    if (days >= GOOD_DAYS) {
      return Forecast.Confidence.GOOD;
    }
    return days >= FAIR_DAYS ? Forecast.Confidence.FAIR : Forecast.Confidence.POOR;
  }

  private long sum() {
    return sent.values().stream().mapToLong(each -> each).sum();
  }
}
