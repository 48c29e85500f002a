package io.afterword.scoring.vectors;

import io.afterword.scoring.metric.Net;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import io.afterword.scoring.statistics.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * Wald's intervals, which the product does not have: without width at 0 % and 100 %. The vectors
 * hold them so that nobody takes one for a good interval.
 */
public final class Wald {
  private Wald() {}

  public static @Nullable Interval share(Proportion share, Confidence confidence) {
    if (share.n() == 0) {
      return null;
    }
    double p = share.share();
    double half = confidence.z() * Math.sqrt(p * (1 - p) / share.n());
    return new Interval(IntervalMethod.WILSON, confidence.level(), p - half, p + half)
        .clippedTo(0, 1);
  }

  /** In shares. */
  public static @Nullable Interval net(Net counts, Confidence confidence) {
    if (counts.n() == 0) {
      return null;
    }
    double n = counts.n();
    double net = (counts.positive() - counts.negative()) / n;
    double variance = (counts.positive() + counts.negative()) / n - net * net;
    double half = confidence.z() * Math.sqrt(Math.max(0, variance) / n);
    return new Interval(IntervalMethod.WILSON, confidence.level(), net - half, net + half);
  }
}
