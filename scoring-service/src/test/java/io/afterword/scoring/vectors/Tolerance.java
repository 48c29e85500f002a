package io.afterword.scoring.vectors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a field may be off, by its name: a field without a rule of its own takes that of the
 * field it stands in. Counts, states and rounded values are exact.
 */
enum Tolerance {
  EXACT(
      0,
      "status n n0 n1 satisfied dissatisfied neutral csatRounded0 csatRounded1 detractors passives"
          + " promoters npsRounded0 easyCount count netCount band certain merged nonContact total"
          + " totalShown shown suppressedPrimary suppressedComplementary noData customers test"
          + " significantAt05 rejectBh05 rejectCount agent enoughData outside95 outside998"
          + " intervals buckets agents rankingByRawCsat rankingByShrunkCsat beyondLimits runOf8"
          + " signalUp signalDown"),
  CLOSED_FORM(
      1e-9,
      "csat topBoxPercent bottomBoxPercent netSatisfaction distributionPercent percent mean sd "
          + "median wilson agrestiCoull wald proportion nps variance standardError waldInterval "
          + "adjustedWaldInterval adjustedWaldIntervalClipped adjustedNps easeIndex easyPercent "
          + "easyWilson netOfAll netOfDecided positivePercent positiveWilson netOfAllAdjustedWald "
          + "means index rr1 rr2 rr5 rr6 rr6Wilson deliveredRate completionRate refusalRate1 "
          + "naiveSe clusterSe designEffect effectiveN wrongAverageOfShardScores p1 p2 difference "
          + "newcombe agrestiCaffo pooledZ pooledZP minExpected nps1 nps2 observedDifference "
          + "adjustedWald mean0 mean1 mean2 t df mannWhitneyU mannWhitneyP "
          + "probabilityOfSuperiority chi2 benjaminiHochberg benjaminiYekutieli holm pooledCsat "
          + "rhoAnova rhoUsed priorAlpha priorBeta rawCsat shrunkCsat funnel95Drawn funnel998Drawn "
          + "funnel95Exact funnel998Exact center points lcl ucl laneySigmaZ laneyLcl laneyUcl "
          + "sigma meanMovingRange mrUcl ewma steadyStateLcl steadyStateUcl cPlus cMinus "
          + "pooledTrailing sumX sumY sumXX sumYY sumXY pearson pearsonInterval spearman "
          + "spearmanInterval kendallTauB slope intercept r fisherInterval covariance meanX meanY "
          + "wrongAverageOfShardPearson rSquared standardizedBeta lmgImportance lmgShare "
          + "correlationMatrix"),
  EXACT_TEST(1e-7, "fisherP pValue pearsonP spearmanP pVersusRest pVersusPooled bhVersusRest"),
  QUANTILE(
      1e-6,
      "jeffreys clopperPearson meanCi meanCiClipped trinomialTInterval interval credibleLower "
          + "credibleUpper"),
  /** Rounded to four decimals by the package that made them. */
  ROUNDED_BY_PACKAGE(1e-4, "statpsychWeighted"),
  SCORE_INTERVAL(1e-4, "scoreInterval"),
  /** Printed figures of others beside ours; not compared. */
  COMMENT(Double.POSITIVE_INFINITY, "published");

  private static final String COMMENT_PREFIX = "rocks";
  private static final Map<String, Tolerance> BY_FIELD = new HashMap<>();

  static {
    for (Tolerance tolerance : values()) {
      for (String field : List.of(tolerance.fields.split(" "))) {
        BY_FIELD.put(field, tolerance);
      }
    }
  }

  private final double allowed;
  private final String fields;

  Tolerance(double allowed, String fields) {
    this.allowed = allowed;
    this.fields = fields;
  }

  /** The rule of the innermost field of the path that has one. */
  static Optional<Tolerance> of(List<String> path) {
    for (int at = path.size() - 1; at >= 0; at--) {
      String field = path.get(at);
      if (field.startsWith(COMMENT_PREFIX)) {
        return Optional.of(COMMENT);
      }
      if (BY_FIELD.containsKey(field)) {
        return Optional.of(BY_FIELD.get(field));
      }
    }
    return Optional.empty();
  }

  /** Relative to the expected value where that is larger than one. */
  boolean allows(double expected, double actual) {
    return Math.abs(actual - expected) <= allowed * Math.max(1, Math.abs(expected));
  }
}
