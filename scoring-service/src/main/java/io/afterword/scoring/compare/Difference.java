package io.afterword.scoring.compare;

import io.afterword.scoring.comparison.DifferenceTest;
import io.afterword.scoring.comparison.NetComparison;
import io.afterword.scoring.comparison.ProportionComparison;
import io.afterword.scoring.comparison.Tier;
import io.afterword.scoring.comparison.WelchTest;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Net;
import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.Score;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.wording.Change;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Two scores of one metric on one scale against each other, first minus second. Pure.
 *
 * <p>Shares by Newcombe's interval and the pooled z or Fisher's test, NPS by adjusted Wald, means
 * by Welch. Percent and points: -100 to 100 and -200 to 200; means: points of the scale.
 *
 * @param observed the difference that people see; null when one side has no answers
 * @param tested what the interval is centred on; differs from the observed one for an NPS only
 * @param pValue null where the test does not exist, for example when all answers are alike
 */
public record Difference(
    ScoreUnit unit,
    ScoreStatus status,
    @Nullable Double observed,
    @Nullable Double tested,
    @Nullable Interval interval,
    @Nullable Double pValue,
    @Nullable DifferenceTest test,
    Verdict verdict) {

  private static final double HUNDRED = 100;

  /** What a sentence about it says. */
  Change change() {
    return change(observed, unit, interval, pValue, tier(), verdict);
  }

  static Change change(
      @Nullable Double difference,
      ScoreUnit unit,
      @Nullable Interval interval,
      @Nullable Double pValue,
      @Nullable Tier tier,
      Verdict verdict) {
    String said = tier == null ? null : tier.name();
    boolean few = tier != null && verdict == Verdict.TOO_FEW_ANSWERS;
    return new Change(difference, unit, interval, pValue, few ? verdict.name() : said);
  }

  public static Difference of(
      Metric metric, Scale scale, Histogram first, Histogram second, Confidence confidence) {
    Score one = metric.score(first, scale, confidence);
    Score other = metric.score(second, scale, confidence);
    if (one.n() == 0 || other.n() == 0) {
      return new Difference(
          one.unit(), ScoreStatus.NO_DATA, null, null, null, null, null, Verdict.TOO_FEW_ANSWERS);
    }
    Difference difference =
        switch (one.unit()) {
          case PERCENT -> ofShares(proportion(one), proportion(other), confidence);
          case POINTS -> ofNets(Net.ofNps(first), Net.ofNps(second), confidence);
          case RATING -> ofMeans(new WelchTest(first, second), confidence);
        };
    ScoreStatus status = ScoreStatus.of(Math.min(one.n(), other.n()));
    boolean highIsGood =
        one.unit() != ScoreUnit.RATING || scale.polarity() == Polarity.HIGHER_IS_BETTER;
    return difference.judged(status, highIsGood);
  }

  private static Difference ofShares(Proportion one, Proportion other, Confidence confidence) {
    ProportionComparison comparison = new ProportionComparison(one, other);
    double difference = HUNDRED * comparison.difference();
    return unjudged(
        ScoreUnit.PERCENT,
        difference,
        difference,
        times(comparison.interval(confidence)),
        comparison.pValue(),
        comparison.test());
  }

  private static Difference ofNets(Net one, Net other, Confidence confidence) {
    NetComparison comparison = new NetComparison(one, other);
    return unjudged(
        ScoreUnit.POINTS,
        HUNDRED * comparison.observed(),
        HUNDRED * comparison.difference(),
        times(comparison.interval(confidence)),
        orNull(comparison.pValue()),
        DifferenceTest.ADJUSTED_WALD_Z);
  }

  private static Difference ofMeans(WelchTest comparison, Confidence confidence) {
    double difference = comparison.difference().orElseThrow();
    return unjudged(
        ScoreUnit.RATING,
        difference,
        difference,
        comparison.interval(confidence),
        orNull(comparison.pValue()),
        DifferenceTest.WELCH_T);
  }

  private static Difference unjudged(
      ScoreUnit unit,
      double observed,
      double tested,
      @Nullable Interval interval,
      @Nullable Double pValue,
      DifferenceTest test) {
    return new Difference(
        unit, ScoreStatus.OK, observed, tested, interval, pValue, test, Verdict.COULD_BE_CHANCE);
  }

  private Difference judged(ScoreStatus judgedStatus, boolean highIsGood) {
    Verdict judged = Verdict.COULD_BE_CHANCE;
    if (judgedStatus != ScoreStatus.OK) {
      judged = Verdict.TOO_FEW_ANSWERS;
    } else if (isSignificant() && tested != null) {
      judged = tested > 0 == highIsGood ? Verdict.BETTER : Verdict.WORSE;
    }
    return new Difference(unit, judgedStatus, observed, tested, interval, pValue, test, judged);
  }

  /** Follows the p-value; at the border it and the interval can disagree. */
  public boolean isSignificant() {
    return pValue != null && pValue < Tier.SIGNIFICANT;
  }

  /** Null where there is no p-value. */
  public @Nullable Tier tier() {
    return pValue == null ? null : Tier.of(pValue);
  }

  private static Proportion proportion(Score score) {
    return new Proportion(score.numerator(), score.n());
  }

  private static @Nullable Interval times(@Nullable Interval shares) {
    return shares == null ? null : shares.times(HUNDRED);
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
