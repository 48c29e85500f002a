package io.afterword.scoring.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Adjusted Wald interval for a net of three classes (promoters minus detractors), the default for
 * the NPS.
 *
 * <p>Add 3/4 to the positive, 3/2 to the neutral and 3/4 to the negative count; with N = n + 3 and
 * shares p', d' of the adjusted counts: (p' - d') +- z sqrt((p' + d' - (p' - d')²) / N).
 *
 * <p>Unit: shares, -1 to 1. It is not clipped here, not centred on the observed net, and for n = 1
 * it does not contain it, which is why {@link NetScoreInterval} is used for few answers. n = 0 has
 * no interval.
 *
 * <p>Source: B. Rocks 2016, Interval estimation for the net promoter score (Amer. Statistician 70).
 */
public final class AdjustedWaldInterval {
  private static final double ADDED_TO_EXTREMES = 0.75;
  private static final double ADDED_TO_NEUTRAL = 1.5;

  private AdjustedWaldInterval() {}

  public static @Nullable Interval of(
      long positive, long neutral, long negative, Confidence confidence) {
    long n = NetScoreInterval.total(positive, neutral, negative);
    if (n == 0) {
      return null;
    }
    double adjustedN = n + 2 * ADDED_TO_EXTREMES + ADDED_TO_NEUTRAL;
    double p = (positive + ADDED_TO_EXTREMES) / adjustedN;
    double d = (negative + ADDED_TO_EXTREMES) / adjustedN;
    double net = p - d;
    double half = confidence.z() * Math.sqrt((p + d - net * net) / adjustedN);
    return new Interval(IntervalMethod.ADJUSTED_WALD, confidence.level(), net - half, net + half);
  }
}
