package io.afterword.scoring.trend;

import io.afterword.scoring.control.Cusum;
import io.afterword.scoring.control.Ewma;
import io.afterword.scoring.control.IndividualsChart;
import io.afterword.scoring.control.Limits;
import io.afterword.scoring.metric.ScoreStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Charts of one value per period (a mean, an NPS), with the scatter of the baseline. Pure.
 *
 * @param values null for periods without answers
 */
record ValueCharts(List<@Nullable Double> values, List<Double> baseline) {

  ValueCharts {
    values = Collections.unmodifiableList(new ArrayList<>(values));
    baseline = List.copyOf(baseline);
  }

  Drawing draw(ChartKind kind) {
    IndividualsChart chart = new IndividualsChart(values, baseline);
    if (chart.centre().isEmpty()) {
      return Drawing.without(ScoreStatus.NO_DATA, null, values.size());
    }
    double centre = chart.centre().getAsDouble();
    double sigma = chart.sigma().orElse(0);
    if (sigma == 0) {
      return Drawing.without(ScoreStatus.UNDEFINED, centre, values.size());
    }
    return switch (kind) {
      case EWMA -> ewma(centre, sigma);
      case CUSUM -> cusum(centre, sigma);
      case P, LANEY, XMR -> individuals(chart, centre, sigma);
    };
  }

  private Drawing individuals(IndividualsChart chart, double centre, double sigma) {
    Drawing.Signals signals =
        new Drawing.Signals(values.size())
            .at(chart.beyondLimits(), Chart.Signal.BEYOND_LIMITS)
            .at(chart.runs(), Chart.Signal.RUN);
    List<Drawing.Mark> marks = new ArrayList<>();
    for (int at = 0; at < values.size(); at++) {
      marks.add(mark(null, chart.limits(), signals, at));
    }
    return drawing(centre, sigma, null, marks);
  }

  private Drawing ewma(double centre, double sigma) {
    Ewma ewma = Ewma.ofValues(values, centre, sigma, Ewma.Setting.USUAL);
    Drawing.Signals signals =
        new Drawing.Signals(values.size()).at(ewma.beyondLimits(), Chart.Signal.BEYOND_LIMITS);
    List<Drawing.Mark> marks = new ArrayList<>();
    for (int at = 0; at < values.size(); at++) {
      marks.add(mark(ewma.points().get(at), ewma.limits().get(at), signals, at));
    }
    return drawing(centre, sigma, null, marks);
  }

  private Drawing cusum(double centre, double sigma) {
    Cusum cusum = Cusum.of(values, centre, sigma, Cusum.Setting.USUAL);
    return drawing(centre, sigma, cusum.decision(), marks(cusum));
  }

  static List<Drawing.Mark> marks(Cusum cusum) {
    Drawing.Signals signals =
        new Drawing.Signals(cusum.up().size())
            .at(cusum.signalsUp(), Chart.Signal.SHIFTED_UP)
            .at(cusum.signalsDown(), Chart.Signal.SHIFTED_DOWN);
    List<Drawing.Mark> marks = new ArrayList<>();
    for (int at = 0; at < cusum.up().size(); at++) {
      marks.add(
          new Drawing.Mark(
              null, null, null, cusum.up().get(at), cusum.down().get(at), signals.of(at)));
    }
    return marks;
  }

  private static Drawing.Mark mark(
      @Nullable Double average, @Nullable Limits limits, Drawing.Signals signals, int at) {
    return new Drawing.Mark(
        average,
        limits == null ? null : limits.lower(),
        limits == null ? null : limits.upper(),
        null,
        null,
        signals.of(at));
  }

  private static Drawing drawing(
      double centre, double sigma, @Nullable Double decision, List<Drawing.Mark> marks) {
    return new Drawing(ScoreStatus.OK, centre, sigma, null, decision, marks);
  }
}
