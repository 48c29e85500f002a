package io.afterword.scoring.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterword.scoring.comparison.DifferenceTest;
import io.afterword.scoring.comparison.Tier;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.tally.Days;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Differences and their words; the figures are those of the reference vectors. */
class DifferencesTest {
  private static final Scale FIVE =
      new Scale("csat-1-5", 1, 5, Polarity.HIGHER_IS_BETTER, Set.of(4, 5), Set.of(1, 2));
  private static final Scale SEVEN =
      new Scale("ces-1-7", 1, 7, Polarity.HIGHER_IS_BETTER, Set.of(), Set.of());
  private static final Scale EFFORT =
      new Scale("ces-effort", 1, 7, Polarity.LOWER_IS_BETTER, Set.of(), Set.of());

  /** Vector CO-030. */
  private static final Histogram THIS_QUARTER = Histogram.of(0, 3, 4, 6, 9, 18, 31, 29);

  private static final Histogram LAST_QUARTER = Histogram.of(0, 6, 7, 9, 12, 20, 25, 21);

  @Test
  void means_differ_by_welch() {
    Difference difference = of(Metric.CES, SEVEN, THIS_QUARTER, LAST_QUARTER);

    assertThat(difference.observed()).isCloseTo(0.52, within(1e-9));
    assertThat(difference.test()).isEqualTo(DifferenceTest.WELCH_T);
    assertThat(difference.pValue()).isCloseTo(0.02997847798352439, within(1e-6));
    assertThat(Objects.requireNonNull(difference.interval()).lower())
        .isCloseTo(0.05093852199570564, within(1e-6));
    assertThat(difference.interval().upper()).isCloseTo(0.9890614780042952, within(1e-6));
    assertThat(difference.verdict()).isEqualTo(Verdict.BETTER);
    assertThat(difference.tier()).isEqualTo(Tier.LIKELY);
    assertThat(difference.change().verdict()).isEqualTo("LIKELY");
  }

  @Test
  void more_effort_is_worse_where_low_is_good() {
    assertThat(of(Metric.CES, EFFORT, THIS_QUARTER, LAST_QUARTER).verdict())
        .isEqualTo(Verdict.WORSE);
  }

  @Test
  void few_answers_get_their_interval_but_no_verdict() {
    Difference difference = of(Metric.CSAT, FIVE, satisfied(12, 0), satisfied(0, 12));

    assertThat(difference.status()).isEqualTo(ScoreStatus.LOW_N);
    assertThat(difference.verdict()).isEqualTo(Verdict.TOO_FEW_ANSWERS);
    assertThat(difference.isSignificant()).isTrue();
    assertThat(difference.change().verdict()).isEqualTo("TOO_FEW_ANSWERS");
  }

  @Test
  void nothing_against_something_is_no_difference_of_zero() {
    Difference difference = of(Metric.CSAT, FIVE, Histogram.EMPTY, satisfied(40, 10));

    assertThat(difference.status()).isEqualTo(ScoreStatus.NO_DATA);
    assertThat(difference.observed()).isNull();
    assertThat(difference.interval()).isNull();
    assertThat(difference.change().difference()).isNull();
  }

  @Test
  void all_alike_on_both_sides_is_no_difference() {
    Difference difference =
        of(Metric.CES, SEVEN, Histogram.of(Map.of(5, 40L)), Histogram.of(Map.of(5, 50L)));

    assertThat(difference.pValue()).isNull();
    assertThat(difference.tier()).isNull();
    assertThat(difference.change().verdict()).isNull();
  }

  @Test
  void weekends_and_lengths_make_periods_unlike() {
    assertThat(ComparisonWarnings.areUnlike(days("2026-11-02", 7), days("2026-10-26", 7)))
        .isFalse();
    assertThat(ComparisonWarnings.areUnlike(days("2026-11-01", 30), days("2026-10-02", 30)))
        .as("four weeks and two days, the two not the same")
        .isFalse();
    assertThat(ComparisonWarnings.areUnlike(days("2026-11-02", 5), days("2026-11-05", 5)))
        .as("with and without a weekend")
        .isTrue();
    assertThat(ComparisonWarnings.areUnlike(days("2026-11-02", 28), days("2026-10-05", 14)))
        .isTrue();
  }

  @Test
  void a_mix_has_changed_when_a_good_part_moved_for_sure() {
    assertThat(
            ComparisonWarnings.areMixedDifferently(
                Map.of(2, 700L, 3, 300L), Map.of(2, 500L, 3, 500L)))
        .isTrue();
    assertThat(ComparisonWarnings.areMixedDifferently(Map.of(2, 7L, 3, 3L), Map.of(2, 5L, 3, 5L)))
        .as("ten answers")
        .isFalse();
    assertThat(
            ComparisonWarnings.areMixedDifferently(
                Map.of(2, 700_000L, 3, 300_000L), Map.of(2, 690_000L, 3, 310_000L)))
        .as("one percent, however sure")
        .isFalse();
  }

  private static Difference of(Metric metric, Scale scale, Histogram first, Histogram second) {
    return Difference.of(metric, scale, first, second, Confidence.DEFAULT);
  }

  private static Histogram satisfied(long satisfied, long dissatisfied) {
    return Histogram.of(Map.of(5, satisfied, 1, dissatisfied));
  }

  private static Days days(String from, int length) {
    LocalDate first = LocalDate.parse(from);
    return new Days(first, first.plusDays(length));
  }
}
