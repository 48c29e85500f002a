package io.afterword.scoring.metric;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * ACSI-style index of several questions on one scale (overall satisfaction, against expectations,
 * against the ideal, 1 to 10 each): 100 * Σ w_i (mean_i - min) / ((max - min) Σ w_i), 0 to 100.
 *
 * <p>A rescaled weighted mean, not a share of satisfied answers: never compared with a CSAT. Empty
 * when a question has no answers. ACSI's own weights are proprietary, so this is never called ACSI.
 */
public record AcsiStyleIndex(List<Histogram> questions, List<Double> weights, int min, int max) {

  public AcsiStyleIndex {
    questions = List.copyOf(questions);
    weights = List.copyOf(weights);
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    if (questions.size() != weights.size() || !(sum > 0)) {
      throw new IllegalArgumentException("each question needs a weight, together above zero");
    }
  }

  public OptionalDouble value() {
    if (questions.stream().anyMatch(question -> question.n() == 0)) {
      return OptionalDouble.empty();
    }
    double weighted =
        IntStream.range(0, questions.size())
            .mapToDouble(i -> weights.get(i) * (questions.get(i).mean().orElseThrow() - min))
            .sum();
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    return OptionalDouble.of(100 * weighted / ((max - min) * sum));
  }
}
