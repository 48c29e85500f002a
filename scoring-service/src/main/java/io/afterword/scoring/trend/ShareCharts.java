package io.afterword.scoring.trend;

import io.afterword.scoring.control.Cusum;
import io.afterword.scoring.control.Ewma;
import io.afterword.scoring.control.Limits;
import io.afterword.scoring.control.PChart;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Charts of a share, exact for each period's number of answers. Pure.
 *
 * @param baseline the answers that the centre is made from
 */
record ShareCharts(List<Proportion> periods, Proportion baseline) {
  private static final double PERCENT = 100;

  Drawing draw(ChartKind kind) {
    if (baseline.n() == 0) {
      return Drawing.without(ScoreStatus.NO_DATA, null, periods.size());
    }
    if (baseline.successes() == 0 || baseline.failures() == 0) {
      return Drawing.without(ScoreStatus.UNDEFINED, PERCENT * baseline.share(), periods.size());
    }
    return switch (kind) {
      case EWMA -> ewma();
      case CUSUM -> cusum();
      case LANEY -> shewhart(chart().laneyLimits(), chart().beyondLaneyLimits());
      case P, XMR -> shewhart(chart().limits(), chart().beyondLimits());
    };
  }

  private PChart chart() {
    return new PChart(periods, baseline.share(), PChart.USUAL_SIGMAS);
  }

  private Drawing shewhart(List<@Nullable Limits> limits, List<Integer> beyond) {
    PChart chart = chart();
    Drawing.Signals signals =
        new Drawing.Signals(periods.size())
            .at(beyond, Chart.Signal.BEYOND_LIMITS)
            .at(chart.runs(), Chart.Signal.RUN);
    OptionalDouble laney = chart.laneySigma();
    return drawing(
        laney.isPresent() ? laney.getAsDouble() : null, null, marks(null, limits, signals));
  }

  private Drawing ewma() {
    Ewma ewma = Ewma.ofShares(periods, baseline.share(), Ewma.Setting.USUAL);
    Drawing.Signals signals =
        new Drawing.Signals(periods.size()).at(ewma.beyondLimits(), Chart.Signal.BEYOND_LIMITS);
    return drawing(null, null, marks(ewma.points(), ewma.limits(), signals));
  }

  /** Each share in standard errors of its own number of answers. */
  private Drawing cusum() {
    double centre = baseline.share();
    List<@Nullable Double> z = new ArrayList<>();
    for (Proportion period : periods) {
      z.add(
          period.n() == 0
              ? null
              : Double.valueOf(
                  (period.share() - centre) / Math.sqrt(centre * (1 - centre) / period.n())));
    }
    Cusum cusum = Cusum.of(z, 0, 1, Cusum.Setting.USUAL);
    return drawing(null, cusum.decision(), ValueCharts.marks(cusum));
  }

  private List<Drawing.Mark> marks(
      @Nullable List<@Nullable Double> averages,
      List<@Nullable Limits> limits,
      Drawing.Signals signals) {
    List<Drawing.Mark> marks = new ArrayList<>();
    for (int at = 0; at < periods.size(); at++) {
      Limits here = limits.get(at);
      Double average = averages == null ? null : averages.get(at);
      marks.add(
          new Drawing.Mark(
              average == null ? null : Double.valueOf(PERCENT * average),
              here == null ? null : Double.valueOf(PERCENT * here.lower()),
              here == null ? null : Double.valueOf(PERCENT * here.upper()),
              null,
              null,
              signals.of(at)));
    }
    return marks;
  }

  private Drawing drawing(
      @Nullable Double laneySigma, @Nullable Double decision, List<Drawing.Mark> marks) {
    return new Drawing(
        ScoreStatus.OK, PERCENT * baseline.share(), null, laneySigma, decision, marks);
  }
}
