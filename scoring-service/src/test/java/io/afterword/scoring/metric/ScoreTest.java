package io.afterword.scoring.metric;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final Scale STARS =
      new Scale("csat-1-5", 1, 5, Polarity.HIGHER_IS_BETTER, Set.of(4, 5), Set.of(1, 2));
  private static final Scale NPS =
      new Scale("nps-0-10", 0, 10, Polarity.HIGHER_IS_BETTER, Set.of(9, 10), Set.of(0, 1, 2));

  @Test
  void no_answers_give_no_score_and_never_zero() {
    Score score = Metric.CSAT.score(Histogram.EMPTY, STARS, Confidence.DEFAULT);

    assertThat(score.status()).isEqualTo(ScoreStatus.NO_DATA);
    assertThat(score.value()).isEmpty();
    assertThat(score.shown()).isNull();
    assertThat(score.interval()).isNull();
  }

  @Test
  void twenty_nine_answers_are_few_and_thirty_are_not() {
    assertThat(Metric.CSAT.score(Histogram.of(0, 0, 0, 0, 29), STARS, Confidence.DEFAULT).status())
        .isEqualTo(ScoreStatus.LOW_N);
    assertThat(Metric.CSAT.score(Histogram.of(0, 0, 0, 0, 30), STARS, Confidence.DEFAULT).status())
        .isEqualTo(ScoreStatus.OK);
  }

  @Test
  void halves_are_rounded_away_from_zero() {
    assertThat(new Score(ScoreUnit.POINTS, 1, 8, null).shown()).hasToString("13");
    assertThat(new Score(ScoreUnit.POINTS, -1, 8, null).shown()).hasToString("-13");
    assertThat(new Score(ScoreUnit.RATING, 17, 8, null).shown()).hasToString("2.13");
  }

  @Test
  void a_score_without_answers_cannot_carry_a_value() {
    assertThatThrownBy(() -> new Score(ScoreUnit.PERCENT, 1, 0, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Score(ScoreUnit.PERCENT, 0, 0, new Interval(IntervalMethod.WILSON, 0.95, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_nps_uses_the_score_interval_below_ten_answers() {
    Interval nine =
        requireNonNull(Metric.NPS.score(histogram(9), NPS, Confidence.DEFAULT).interval());
    Interval ten =
        requireNonNull(Metric.NPS.score(histogram(10), NPS, Confidence.DEFAULT).interval());

    assertThat(nine.method()).isEqualTo(IntervalMethod.SCORE);
    assertThat(ten.method()).isEqualTo(IntervalMethod.ADJUSTED_WALD);
    assertThat(ten.upper()).isEqualTo(100);
  }

  @Test
  void effort_has_two_directions_and_one_ease_index() {
    Scale effort = new Scale("ces-1", 1, 5, Polarity.LOWER_IS_BETTER, Set.of(1, 2), Set.of(4, 5));
    Scale ease = new Scale("ces-2", 1, 5, Polarity.HIGHER_IS_BETTER, Set.of(4, 5), Set.of(1, 2));
    Histogram mostlyOne = Histogram.of(0, 9, 0, 0, 0, 1);

    assertThat(Statistics.of(Metric.CES, mostlyOne, effort, Confidence.DEFAULT).easeIndex())
        .isEqualTo(90);
    assertThat(Statistics.of(Metric.CES, mostlyOne, ease, Confidence.DEFAULT).easeIndex())
        .isEqualTo(10);
    assertThat(Metric.CES.score(mostlyOne, effort, Confidence.DEFAULT).shown()).hasToString("1.40");
  }

  @Test
  void an_nps_asked_on_one_to_ten_is_not_the_standard_one() {
    Scale legacy =
        new Scale("nps-1-10", 1, 10, Polarity.HIGHER_IS_BETTER, Set.of(9, 10), Set.of(1));

    assertThat(Metric.NPS.isStandardOn(NPS)).isTrue();
    assertThat(Metric.NPS.isStandardOn(legacy)).isFalse();
  }

  @Test
  void a_scale_refuses_what_no_histogram_can_hold() {
    assertThatThrownBy(
            () -> new Scale("percent", 1, 100, Polarity.HIGHER_IS_BETTER, Set.of(), Set.of()))
        .hasMessageContaining("0 and 10");
    assertThatThrownBy(
            () -> new Scale("odd", 1, 5, Polarity.HIGHER_IS_BETTER, Set.of(4), Set.of(4)))
        .hasMessageContaining("satisfied and dissatisfied");
  }

  @Test
  void an_edit_takes_the_old_rating_back_and_adds_the_new_one() {
    Histogram before = Histogram.of(0, 0, 0, 2, 1);

    assertThat(before.without(3).with(5)).isEqualTo(Histogram.of(0, 0, 0, 1, 1, 1));
    assertThatThrownBy(() -> before.without(1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Histogram histogram(int promoters) {
    return Histogram.of(0, 0, 0, 0, 0, 0, 0, 0, 0, promoters);
  }
}
