package io.afterword.scoring.association;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Pearson's correlation: how well a straight line fits. p by t with n - 2 degrees of freedom;
 * interval by Fisher: tanh(atanh r +- z / sqrt(n - 3)), null for n &lt; 4.
 *
 * <p>For skewed times take {@link SpearmanCorrelation}, or log(1 + t). Answers of the same customer
 * and neighbouring weeks are not independent; then p is too small. Source: R. A. Fisher 1915; as
 * R's cor.test.
 */
public record PearsonCorrelation(CoMoments moments) {

  public OptionalDouble r() {
    return moments.pearson();
  }

  public OptionalDouble pValue() {
    return correlation().pValue();
  }

  public @Nullable Interval interval(Confidence confidence) {
    return correlation()
        .interval(IntervalMethod.FISHER_Z, 1 / Math.sqrt(moments.n() - 3.0), confidence);
  }

  private Correlation correlation() {
    return new Correlation(r(), moments.n());
  }
}
