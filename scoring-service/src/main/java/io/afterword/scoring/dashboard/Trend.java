package io.afterword.scoring.dashboard;

import io.afterword.scoring.score.Scores;
import io.afterword.scoring.trend.Chart;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The score period by period beside the control chart of the same periods. Limits are shown once
 * enough periods have answers, and signals of periods that are over only. Pure.
 */
record Trend(List<Scores.ScoreGroup> periods, Chart chart) {
  /** Fewer say nothing about how much a score usually moves. */
  private static final int LEAST_PERIODS = 8;

  Trend {
    if (periods.size() != chart.points().size()) {
      throw new IllegalArgumentException(
          "%d periods beside %d points".formatted(periods.size(), chart.points().size()));
    }
  }

  boolean hasLimits() {
    return chart.baseline().periods() >= LEAST_PERIODS
        && chart.points().stream().anyMatch(point -> point.lower() != null);
  }

  Chart.ChartPoint point(int at) {
    return chart.points().get(at);
  }

  boolean isSignal(int at) {
    return hasLimits() && point(at).complete() && !point(at).signals().isEmpty();
  }

  /** The places of the points that chance hardly makes, from 0. */
  List<Integer> signals() {
    return IntStream.range(0, periods.size()).filter(this::isSignal).boxed().toList();
  }
}
