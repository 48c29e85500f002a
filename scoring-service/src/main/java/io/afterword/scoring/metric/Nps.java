package io.afterword.scoring.metric;

import io.afterword.scoring.statistics.Confidence;

/**
 * Net promoter score: 100 * (promoters - detractors) / n, in points from -100 to 100; passives are
 * in the denominator. It is a difference of two shares, not a percentage.
 *
 * <p>Promoters answer 9 or 10, passives 7 or 8, detractors 6 or less. The standard scale is 0 to 10
 * (Reichheld 2003). Asked on 1 to 10 the detractors lose one of their seven points, so that score
 * is flagged NON_STANDARD_SCALE and never pooled with the standard one.
 */
record Nps(Histogram histogram) {
  private static final int HIGHEST_DETRACTOR = 6;
  private static final int LOWEST_PROMOTER = 9;

  static boolean isAskedOn(Scale scale) {
    return isStandard(scale)
        || (scale.spans(1, 10) && scale.polarity() == Polarity.HIGHER_IS_BETTER);
  }

  static boolean isStandard(Scale scale) {
    return scale.spans(0, 10) && scale.polarity() == Polarity.HIGHER_IS_BETTER;
  }

  long promoters() {
    return histogram.countBetween(LOWEST_PROMOTER, Scale.HIGHEST_RATING);
  }

  long passives() {
    return histogram.countBetween(HIGHEST_DETRACTOR + 1, LOWEST_PROMOTER - 1);
  }

  long detractors() {
    return histogram.countBetween(0, HIGHEST_DETRACTOR);
  }

  Net net() {
    return new Net(promoters(), passives(), detractors());
  }

  Score score(Confidence confidence) {
    return net().score(confidence);
  }
}
