package io.afterword.scoring.metric;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.WilsonInterval;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Customer satisfaction: the share of satisfied answers, 100 * satisfied / n, in percent.
 *
 * <p>Which ratings are satisfied is a property of the scale (4 and 5 on 1 to 5). The interval is
 * {@link WilsonInterval Wilson's}. Without answers there is no score. Comments never enter it.
 */
record Csat(Histogram histogram, Scale scale) {

  long satisfied() {
    return histogram.count(scale.satisfied());
  }

  long dissatisfied() {
    return histogram.count(scale.dissatisfied());
  }

  long neutral() {
    return histogram.n() - satisfied() - dissatisfied();
  }

  Score score(Confidence confidence) {
    return share(scale.satisfied(), confidence);
  }

  /** The share of the best answer there is, in percent. */
  Score topBox(Confidence confidence) {
    return share(Set.of(scale.best()), confidence);
  }

  /** The share of the worst answer there is, in percent. */
  Score bottomBox(Confidence confidence) {
    return share(Set.of(scale.worst()), confidence);
  }

  /** Satisfied minus dissatisfied, neutral answers in the denominator: -100 to 100 points. */
  Score netSatisfaction(Confidence confidence) {
    return new Net(satisfied(), neutral(), dissatisfied()).score(confidence);
  }

  private Score share(Set<Integer> ratings, Confidence confidence) {
    return share(histogram.count(ratings), histogram.n(), confidence);
  }

  /** k of n in percent with Wilson's interval. */
  static Score share(long k, long n, Confidence confidence) {
    Interval interval = WilsonInterval.of(k, n, confidence);
    return new Score(ScoreUnit.PERCENT, k, n, inPercent(interval));
  }

  private static @Nullable Interval inPercent(@Nullable Interval shares) {
    return shares == null ? null : shares.times(100);
  }
}
