package io.afterword.dispatch.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expected mails by day: what waits is certain; beyond it the past is a guide. A day has a mean and
 * a variance, which add up over the days. Pure.
 */
final class ForecastModel {
  static final int DAYS = 14;

  private ForecastModel() {}

  static Forecast paused(LocalDate today) {
    return forecast(
            today, new Coming(Map.of(), Map.of(), Forecast.Basis.PAUSED), day -> Mean.NOTHING, null)
        .with(Forecast.Confidence.GOOD);
  }

  /**
   * @param cap of mails a day; null for none
   */
  static Forecast of(LocalDate today, Past past, Coming coming, @Nullable Integer cap) {
    Model model =
        coming.basis() == Forecast.Basis.PAST_RATE
            ? day -> byRate(past, day)
            : day -> byOccasions(past, coming.occasions().getOrDefault(day, 0d));
    return forecast(today, coming, model, cap).with(past.confidence());
  }

  private interface Model {
    Mean of(LocalDate day);
  }

  private record Mean(double mean, double variance) {
    static final Mean NOTHING = new Mean(0, 0);
  }

  private record Sum(List<Forecast.Day> days, Forecast.Range total, Forecast.Basis basis) {
    Forecast with(Forecast.Confidence confidence) {
      return new Forecast(days, total, basis, confidence);
    }
  }

  private static Sum forecast(LocalDate today, Coming coming, Model model, @Nullable Integer cap) {
    double most = cap == null ? Double.MAX_VALUE : cap;
    List<Forecast.Day> days = new ArrayList<>();
    double mean = 0;
    double variance = 0;
    double certain = 0;
    for (int ahead = 0; ahead < DAYS; ahead++) {
      LocalDate day = today.plusDays(ahead);
      double waiting = (double) coming.waiting().getOrDefault(day, 0L);
      Mean guessed = model.of(day);
      // What waits is a part of what will have been sent in the end, not something beside it.
      double expected = Math.max(waiting, guessed.mean());
      double spread = guessed.mean() > waiting ? guessed.variance() : 0;
      days.add(new Forecast.Day(day, Forecast.Range.of(expected, spread, waiting, most)));
      mean += Math.min(expected, most);
      variance += spread;
      certain += Math.min(waiting, most);
    }
    return new Sum(days, Forecast.Range.of(mean, variance, certain, most * DAYS), coming.basis());
  }

  /** As on such weekdays; that their mean is not known exactly adds to the variance. */
  private static Mean byRate(Past past, LocalDate day) {
    double mean = past.rate(day.getDayOfWeek());
    double unknown = 1 + DAYS / (double) Math.max(1, past.days());
    return new Mean(mean, past.dispersion() * mean * unknown);
  }

  /** So many of them lead to asking as did before. */
  private static Mean byOccasions(Past past, double occasions) {
    double share = past.askedShare();
    double doubt = share * (1 - share);
    // Who never fired may ask nobody.
    double ofShare = past.fired() == 0 ? 0.25 : doubt / past.fired();
    return new Mean(occasions * share, occasions * doubt + occasions * occasions * ofShare);
  }
}
