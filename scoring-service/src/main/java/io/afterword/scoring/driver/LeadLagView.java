package io.afterword.scoring.driver;

import io.afterword.scoring.association.LeadLag;
import io.afterword.scoring.comparison.BenjaminiHochberg;
import io.afterword.scoring.comparison.Tier;
import io.afterword.scoring.metric.ScoreStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lags as they are shown, with p-values corrected for their number. Pure.
 *
 * @param periods in which both scores have answers
 */
record LeadLagView(ScoreStatus status, int periods, List<LeadLags.Lag> lags) {

  static LeadLagView of(
      List<LeadLag> lags, List<@Nullable Double> first, List<@Nullable Double> second) {
    List<Double> pValues = new ArrayList<>();
    lags.forEach(lag -> lag.pValue().ifPresent(pValues::add));
    List<Double> adjusted = BenjaminiHochberg.adjust(pValues);
    List<LeadLags.Lag> shown = new ArrayList<>();
    int tested = 0;
    for (LeadLag lag : lags) {
      boolean isTested = lag.pValue().isPresent();
      shown.add(
          new LeadLags.Lag(
              lag.lag(),
              lag.pairs(),
              lag.r().isPresent() ? lag.r().getAsDouble() : null,
              isTested ? lag.pValue().getAsDouble() : null,
              isTested ? adjusted.get(tested) : null));
      tested += isTested ? 1 : 0;
    }
    return new LeadLagView(status(first, second, pValues), both(first, second), shown);
  }

  private static ScoreStatus status(
      List<@Nullable Double> first, List<@Nullable Double> second, List<Double> pValues) {
    if (isEmpty(first) || isEmpty(second)) {
      return ScoreStatus.NO_DATA;
    }
    return pValues.isEmpty() ? ScoreStatus.UNDEFINED : ScoreStatus.OK;
  }

  private static boolean isEmpty(List<@Nullable Double> values) {
    return values.stream().allMatch(value -> value == null);
  }

  private static int both(List<@Nullable Double> first, List<@Nullable Double> second) {
    int both = 0;
    for (int at = 0; at < first.size(); at++) {
      both += first.get(at) != null && second.get(at) != null ? 1 : 0;
    }
    return both;
  }

  private LeadLags.@Nullable Lag strongestLag() {
    return lags.stream()
        .filter(lag -> lag.adjustedPValue() != null && lag.adjustedPValue() < Tier.SIGNIFICANT)
        .max(Comparator.comparingDouble(lag -> lag.r() == null ? 0 : Math.abs(lag.r())))
        .orElse(null);
  }

  /** Null where chance explains every link. */
  @Nullable Integer strongest() {
    LeadLags.Lag lag = strongestLag();
    return lag == null ? null : lag.lag();
  }

  /** "CSAT moves 2 weeks before NPS (Spearman 0.54)." */
  String sentence(String leader, String follower, String grain) {
    LeadLags.Lag lag = strongestLag();
    Double r = lag == null ? null : lag.r();
    if (lag == null || r == null) {
      return "Neither is seen to move before the other.";
    }
    String link =
        " (Spearman %s)."
            .formatted(BigDecimal.valueOf(r).setScale(2, RoundingMode.HALF_UP).toPlainString());
    if (lag.lag() == 0) {
      return "%s and %s move at the same time%s".formatted(leader, follower, link);
    }
    int periods = Math.abs(lag.lag());
    return "%s moves %d %s%s before %s%s"
        .formatted(
            lag.lag() > 0 ? leader : follower,
            periods,
            grain,
            periods == 1 ? "" : "s",
            lag.lag() > 0 ? follower : leader,
            link);
  }
}
