package io.afterword.scoring.trend;

import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.Score;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The counted periods of a chart and of its baseline. Pure. */
record ChartData(Metric metric, Scale scale, List<Period> periods, List<Period> baseline) {
  private static final int ENOUGH_PERIODS = 20;

  /** Fewer values say nothing about how their neighbours go together. */
  private static final int LEAST_FOR_AUTOCORRELATION = 10;

  Drawing draw(ChartKind kind) {
    boolean shares =
        kind != ChartKind.XMR
            && periods.stream()
                .allMatch(period -> period.score(metric, scale).unit() == ScoreUnit.PERCENT);
    return shares
        ? new ShareCharts(
                periods.stream().map(this::proportion).toList(),
                Proportion.pooled(baseline.stream().map(this::proportion).toList()))
            .draw(kind)
        : new ValueCharts(values(periods), present(baseline)).draw(kind);
  }

  private Proportion proportion(Period period) {
    Score score = period.score(metric, scale);
    return new Proportion(score.numerator(), score.n());
  }

  @Nullable Double value(Period period) {
    return period.value(metric, scale);
  }

  private List<@Nullable Double> values(List<Period> of) {
    List<@Nullable Double> values = new ArrayList<>();
    of.forEach(period -> values.add(value(period)));
    return values;
  }

  private List<Double> present(List<Period> of) {
    return of.stream().map(this::value).filter(Objects::nonNull).toList();
  }

  int periodsOfBaseline() {
    return present(baseline).size();
  }

  long answersOfBaseline() {
    return baseline.stream().mapToLong(Period::n).sum();
  }

  Set<Warning> warnings() {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    if (periodsOfBaseline() < ENOUGH_PERIODS) {
      warnings.add(Warning.SHORT_BASELINE);
    }
    if (isAutocorrelated(present(baseline))) {
      warnings.add(Warning.AUTOCORRELATED);
    }
    return warnings;
  }

  /** Whether neighbours go together by more than two standard errors of chance, 2 / sqrt(n). */
  static boolean isAutocorrelated(List<Double> values) {
    int n = values.size();
    if (n < LEAST_FOR_AUTOCORRELATION) {
      return false;
    }
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int at = 0; at < n; at++) {
      double here = values.get(at) - mean;
      squares += here * here;
      products += at == 0 ? 0 : here * (values.get(at - 1) - mean);
    }
    return squares > 0 && products / squares > 2 / Math.sqrt(n);
  }
}
