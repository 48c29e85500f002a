package io.afterword.scoring.association;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Whether one series of periods moves before another: Spearman's correlation of x_t with y_(t+lag)
 * for each lag, both as changes from period to period, since two series that merely rise together
 * correlate at every lag.
 *
 * <p>A lag above 0 means that x leads. Periods where one side has no value (null) leave out the
 * changes that need them. Exploratory: neighbouring periods are not independent and many lags are
 * tried, so correct the p-values for their number before speaking of one.
 *
 * @param lag in periods
 * @param pairs changes that both series have at this lag
 * @param r empty where undefined
 */
public record LeadLag(int lag, int pairs, OptionalDouble r, OptionalDouble pValue) {

  /** For every lag from -most to +most; both series have the same periods. */
  public static List<LeadLag> of(List<@Nullable Double> x, List<@Nullable Double> y, int most) {
    if (x.size() != y.size()) {
      throw new IllegalArgumentException(x.size() + " periods cannot pair with " + y.size());
    }
    List<@Nullable Double> changesOfX = changes(x);
    List<@Nullable Double> changesOfY = changes(y);
    List<LeadLag> lags = new ArrayList<>();
    for (int lag = -most; lag <= most; lag++) {
      lags.add(at(lag, changesOfX, changesOfY));
    }
    return lags;
  }

  private static LeadLag at(int lag, List<@Nullable Double> x, List<@Nullable Double> y) {
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (int t = Math.max(0, -lag); t < x.size() && t + lag < y.size(); t++) {
      Double one = x.get(t);
      Double other = y.get(t + lag);
      if (one != null && other != null) {
        before.add(one);
        after.add(other);
      }
    }
    SpearmanCorrelation correlation = SpearmanCorrelation.of(before, after);
    return new LeadLag(lag, before.size(), correlation.r(), correlation.pValue());
  }

  private static List<@Nullable Double> changes(List<@Nullable Double> values) {
    List<@Nullable Double> changes = new ArrayList<>();
    for (int t = 1; t < values.size(); t++) {
      Double now = values.get(t);
      Double before = values.get(t - 1);
      changes.add(now == null || before == null ? null : Double.valueOf(now - before));
    }
    return changes;
  }
}
