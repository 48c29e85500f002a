package io.afterword.scoring.association;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Spearman's correlation: Pearson's of the mid-ranks, so how far one side rises with the other,
 * whatever the curve. The one to show for times, which are skewed.
 *
 * <p>p by t with n - 2 degrees of freedom; interval tanh(atanh r +- z sqrt((1 + r²/2) / (n - 3))),
 * null for n &lt; 4 and where r is 1 or -1. Source: Bonett and Wright 2000; as statpsych's
 * ci.spear.
 */
public final class SpearmanCorrelation {
  private final CoMoments ranks;

  private SpearmanCorrelation(CoMoments ranks) {
    this.ranks = ranks;
  }

  public static SpearmanCorrelation of(List<Double> x, List<Double> y) {
    return new SpearmanCorrelation(CoMoments.of(MidRanks.of(x), MidRanks.of(y)));
  }

  public static SpearmanCorrelation of(CrossTable table) {
    return new SpearmanCorrelation(table.ranked().moments());
  }

  public OptionalDouble r() {
    OptionalDouble r = ranks.pearson();
    // Ranks are whole or half, so this is rounding and not a near miss.
    return r.isPresent() && 1 - Math.abs(r.getAsDouble()) < 1e-15
        ? OptionalDouble.of(Math.signum(r.getAsDouble()))
        : r;
  }

  public OptionalDouble pValue() {
    return correlation().pValue();
  }

  public @Nullable Interval interval(Confidence confidence) {
    double r = r().orElse(1);
    if (Math.abs(r) == 1) {
      return null;
    }
    return correlation()
        .interval(
            IntervalMethod.BONETT_WRIGHT,
            Math.sqrt((1 + r * r / 2) / (ranks.n() - 3.0)),
            confidence);
  }

  private Correlation correlation() {
    return new Correlation(r(), ranks.n());
  }
}
