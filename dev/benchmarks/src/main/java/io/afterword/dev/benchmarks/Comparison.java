package io.afterword.dev.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Our figure beside its ceiling, round by round.
 *
 * @param bar the least ratio that counts as reached; null where the figure is only reported
 * @param aim what a good machine should show
 */
record Comparison(
    String what,
    String unit,
    List<Double> ours,
    String ceilingIs,
    List<Double> ceiling,
    @Nullable Double bar,
    @Nullable Double aim) {

  Comparison {
    if (ours.isEmpty() || ours.size() != ceiling.size()) {
      throw new IllegalArgumentException(
          "a figure and its ceiling are measured in the same rounds");
    }
    ours = List.copyOf(ours);
    ceiling = List.copyOf(ceiling);
  }

  static Comparison reported(
      String what, String unit, List<Double> ours, String ceilingIs, List<Double> ceiling) {
    return new Comparison(what, unit, ours, ceilingIs, ceiling, null, null);
  }

  /** The median of the rounds' ratios, not the ratio of medians: a round is one moment. */
  double ratio() {
    return median(ratios());
  }

  boolean reached() {
    return bar == null || ratio() >= bar;
  }

  Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("what", what);
    view.put("unit", unit);
    view.put("rounds", ours.stream().map(Comparison::rounded).toList());
    view.put("median", rounded(median(ours)));
    Map<String, Object> above = new LinkedHashMap<>();
    above.put("is", ceilingIs);
    above.put("rounds", ceiling.stream().map(Comparison::rounded).toList());
    above.put("median", rounded(median(ceiling)));
    view.put("ceiling", above);
    view.put("ratios", ratios().stream().map(Comparison::rounded).toList());
    view.put("ratio", rounded(ratio()));
    if (bar != null) {
      view.put("bar", bar);
      view.put("reached", reached());
    }
    if (aim != null) {
      view.put("aim", aim);
    }
    return view;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private List<Double> ratios() {
    return new ArrayList<>(
        IntStream.range(0, ours.size())
            .mapToObj(round -> ours.get(round) / ceiling.get(round))
            .toList());
  }

  /** Three digits are more than the machine's noise lets through. */
  private static double rounded(double value) {
    double scale = Math.abs(value) < 10 ? 1000 : Math.abs(value) < 1000 ? 10 : 1;
    return Math.round(value * scale) / scale;
  }
}
