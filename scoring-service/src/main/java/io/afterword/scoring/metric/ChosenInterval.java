package io.afterword.scoring.metric;

import io.afterword.scoring.statistics.AdjustedWaldInterval;
import io.afterword.scoring.statistics.AgrestiCoullInterval;
import io.afterword.scoring.statistics.ClopperPearsonInterval;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import io.afterword.scoring.statistics.JeffreysInterval;
import io.afterword.scoring.statistics.NetScoreInterval;
import io.afterword.scoring.statistics.WilsonInterval;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The interval of a score by the method that somebody asked for instead of the usual one, in the
 * unit of the score and clipped to what is possible.
 *
 * <p>Shares: Wilson (usual), Agresti-Coull, Jeffreys, Clopper-Pearson. Nets: adjusted Wald (usual),
 * score. Means: t only.
 */
public final class ChosenInterval {
  private static final double HUNDRED = 100;

  private ChosenInterval() {}

  /** The methods that can be asked for where a score has that unit. */
  public static Set<IntervalMethod> fitting(ScoreUnit unit) {
    return switch (unit) {
      case PERCENT ->
          EnumSet.of(
              IntervalMethod.WILSON,
              IntervalMethod.AGRESTI_COULL,
              IntervalMethod.JEFFREYS,
              IntervalMethod.CLOPPER_PEARSON);
      case POINTS -> EnumSet.of(IntervalMethod.ADJUSTED_WALD, IntervalMethod.SCORE);
      case RATING -> EnumSet.of(IntervalMethod.T);
    };
  }

  /** Of a score made from this histogram; the method must fit. Null without answers. */
  public static @Nullable Interval of(
      Score score, Histogram histogram, IntervalMethod method, Confidence confidence) {
    if (!fitting(score.unit()).contains(method)) {
      throw new IllegalArgumentException(method + " does not fit " + score.unit());
    }
    return switch (score.unit()) {
      case PERCENT -> times(share(score.numerator(), score.n(), method, confidence));
      case POINTS -> times(net(Net.ofNps(histogram), method, confidence));
      case RATING -> score.interval();
    };
  }

  private static @Nullable Interval share(
      long k, long n, IntervalMethod method, Confidence confidence) {
    return switch (method) {
      case AGRESTI_COULL -> AgrestiCoullInterval.of(k, n, confidence);
      case JEFFREYS -> JeffreysInterval.of(k, n, confidence);
      case CLOPPER_PEARSON -> ClopperPearsonInterval.of(k, n, confidence);
      default -> WilsonInterval.of(k, n, confidence);
    };
  }

  private static @Nullable Interval net(Net net, IntervalMethod method, Confidence confidence) {
    Interval interval =
        method == IntervalMethod.SCORE
            ? NetScoreInterval.of(net.positive(), net.neutral(), net.negative(), confidence)
            : AdjustedWaldInterval.of(net.positive(), net.neutral(), net.negative(), confidence);
    return interval == null ? null : interval.clippedTo(-1, 1);
  }

  private static @Nullable Interval times(@Nullable Interval shares) {
    return shares == null ? null : shares.times(HUNDRED);
  }
}
