package io.afterword.scoring.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.scoring.intake.Told;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.series.Series;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is told about two sides beside their difference. */
class ComparisonWarningsTest {
  private static final UUID SURVEY = Told.newId();
  private static final Series FIRST = version(SURVEY, 1, 0);
  private static final Series SECOND = version(SURVEY, 2, 0);
  private static final Series REWORDED = version(SURVEY, 3, 1);
  private static final Series IMPORTED = version(SURVEY, 4, -4);

  @Test
  void sides_with_other_wordings_are_told_apart() {
    assertThat(isBroken(List.of(FIRST), List.of(SECOND))).isFalse();
    assertThat(isBroken(List.of(FIRST), List.of(REWORDED))).isTrue();
    assertThat(isBroken(List.of(REWORDED), List.of(FIRST))).isTrue();
    assertThat(isBroken(List.of(FIRST), List.of(FIRST, REWORDED))).isTrue();
    assertThat(isBroken(List.of(FIRST, REWORDED), List.of(SECOND, REWORDED))).isFalse();
  }

  @Test
  void answers_of_another_tool_are_another_series() {
    assertThat(isBroken(List.of(IMPORTED), List.of(FIRST))).isTrue();
    assertThat(isBroken(List.of(IMPORTED), List.of(REWORDED))).isTrue();
    assertThat(isBroken(List.of(IMPORTED), List.of(IMPORTED))).isFalse();
  }

  @Test
  void a_survey_that_is_on_one_side_only_breaks_nothing() {
    Series elsewhere = version(Told.newId(), 1, 0);
    assertThat(isBroken(List.of(FIRST, REWORDED), List.of(elsewhere))).isFalse();
  }

  private static boolean isBroken(List<Series> one, List<Series> other) {
    return ComparisonWarnings.isSeriesBroken(one, other);
  }

  private static Series version(UUID survey, int version, int run) {
    return new Series(
        (short) version,
        (short) 0,
        survey,
        "After support",
        version,
        run,
        false,
        new Series.Question(
            "q1",
            (short) 0,
            true,
            Metric.CSAT,
            new Scale("csat-1-5", 1, 5, Polarity.HIGHER_IS_BETTER, Set.of(4, 5), Set.of(1, 2))));
  }
}
