package io.afterword.scoring.metric;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.MeanInterval;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Customer effort score, whose two editions point in opposite directions: CES 1.0 (1 to 5, low
 * effort is good; Dixon et al. 2010) and CES 2.0 (1 to 7, high agreement that it was easy is good;
 * Dixon et al. 2013). The polarity of the question decides; the two are never pooled.
 *
 * <p>Reported side by side: the raw mean with its t interval, the share of easy answers on the
 * seven-point scale, and the ease index, which always has high = easy.
 */
record Ces(Histogram histogram, Scale scale) {

  /** The seven-point scale is summarised by its share of easy answers, the others by the mean. */
  static boolean isShareOfEasy(Scale scale) {
    return scale.spans(1, 7) && !scale.satisfied().isEmpty();
  }

  Score score(Confidence confidence) {
    return isShareOfEasy(scale) ? shareEasy(confidence) : mean(confidence);
  }

  /** How many answered that it was easy: 5 to 7 when high is good. */
  long easy() {
    return histogram.count(scale.satisfied());
  }

  /** 100 * easy / n in percent, with Wilson's interval. */
  Score shareEasy(Confidence confidence) {
    return Csat.share(easy(), histogram.n(), confidence);
  }

  /** The mean in points of the scale, its t interval clipped to the scale; null for n &lt; 2. */
  Score mean(Confidence confidence) {
    return new Score(
        ScoreUnit.RATING,
        histogram.sum(),
        histogram.n(),
        meanInterval(histogram, scale, confidence));
  }

  /**
   * 0 to 100, high = easy: 100 * (mean - min) / (max - min), or 100 * (max - mean) / (max - min)
   * where low is good. Comparable between scales in direction only. Empty for n = 0.
   */
  OptionalDouble easeIndex() {
    long n = histogram.n();
    if (n == 0) {
      return OptionalDouble.empty();
    }
    long fromWorst =
        scale.polarity() == Polarity.HIGHER_IS_BETTER
            ? histogram.sum() - n * scale.min()
            : n * scale.max() - histogram.sum();
    return OptionalDouble.of(100.0 * fromWorst / ((double) n * (scale.max() - scale.min())));
  }

  static @Nullable Interval meanInterval(Histogram histogram, Scale scale, Confidence confidence) {
    if (histogram.n() < 2) {
      return null;
    }
    Interval interval =
        MeanInterval.of(
            histogram.n(),
            histogram.mean().orElseThrow(),
            histogram.standardDeviation().orElseThrow(),
            confidence);
    return interval == null ? null : interval.clippedTo(scale.min(), scale.max());
  }
}
