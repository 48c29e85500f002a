package io.afterword.scoring.trend;

import io.afterword.scoring.metric.ScoreStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Centre, limits and signals of a chart, in the unit of the score. Pure.
 *
 * @param marks one per period, in their order
 */
record Drawing(
    ScoreStatus status,
    @Nullable Double centre,
    @Nullable Double sigma,
    @Nullable Double laneySigma,
    @Nullable Double decision,
    List<Mark> marks) {

  Drawing {
    marks = List.copyOf(marks);
  }

  /** What is drawn at one period beside its score. */
  record Mark(
      @Nullable Double average,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Double sumAbove,
      @Nullable Double sumBelow,
      Set<Chart.Signal> signals) {
    static final Mark NONE = new Mark(null, null, null, null, null, Set.of());
  }

  /** No limits, so nothing to judge by. */
  static Drawing without(ScoreStatus status, @Nullable Double centre, int periods) {
    return new Drawing(status, centre, null, null, null, Collections.nCopies(periods, Mark.NONE));
  }

  /** Collects the signals of the places of a chart. */
  static final class Signals {
    private final List<Set<Chart.Signal>> all = new ArrayList<>();

    Signals(int places) {
      for (int place = 0; place < places; place++) {
        all.add(EnumSet.noneOf(Chart.Signal.class));
      }
    }

    Signals at(List<Integer> places, Chart.Signal signal) {
      places.forEach(place -> all.get(place).add(signal));
      return this;
    }

    Set<Chart.Signal> of(int place) {
      return all.get(place);
    }
  }
}
