package io.afterword.scoring.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.scoring.intake.Told;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.series.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What may be counted together. */
class SeriesChoiceTest {
  private static final Scale FIVE =
      new Scale("csat-1-5", 1, 5, Polarity.HIGHER_IS_BETTER, Set.of(4, 5), Set.of(1, 2));
  private static final Scale SEVEN =
      new Scale("csat-1-7", 1, 7, Polarity.HIGHER_IS_BETTER, Set.of(5, 6, 7), Set.of(1, 2, 3));
  private static final UUID SURVEY = Told.newId();

  private final Series first = series(1, SURVEY, 1, 0, FIVE);
  private final Series second = series(2, SURVEY, 2, 0, FIVE);
  private final Series reworded = series(3, SURVEY, 2, 1, FIVE);
  private final Series rescaled = series(4, SURVEY, 3, 1, SEVEN);
  private final Series imported = series(7, SURVEY, 4, -4, FIVE);

  @Test
  void versions_that_ask_the_same_are_one_series() {
    SeriesChoice choice = SeriesChoice.withinSurvey(List.of(first, second), answers(first, second));

    assertThat(choice.series()).containsExactly(first, second);
    assertThat(choice.warnings()).isEmpty();
  }

  @Test
  void a_new_wording_is_told() {
    assertThat(
            SeriesChoice.withinSurvey(List.of(first, reworded), answers(first, reworded))
                .warnings())
        .containsExactly(Warning.SERIES_BREAK);
    assertThat(SeriesChoice.withinSurvey(List.of(first, reworded), answers(reworded)).warnings())
        .as("only the new wording was answered")
        .isEmpty();
  }

  @Test
  void a_new_scale_begins_anew_and_is_told() {
    SeriesChoice choice =
        SeriesChoice.withinSurvey(List.of(first, second, rescaled), answers(first, rescaled));

    assertThat(choice.series()).containsExactly(rescaled);
    assertThat(choice.warnings()).containsExactly(Warning.SERIES_BREAK);
  }

  @Test
  void a_period_before_the_new_scale_shows_the_old_one() {
    SeriesChoice choice =
        SeriesChoice.withinSurvey(List.of(first, second, rescaled), answers(first, second));

    assertThat(choice.series()).containsExactly(first, second);
    assertThat(choice.warnings()).isEmpty();
  }

  @Test
  void answers_of_another_tool_break_the_series_and_are_older_than_any_version() {
    assertThat(
            SeriesChoice.withinSurvey(List.of(first, second, imported), answers(second, imported))
                .warnings())
        .containsExactly(Warning.SERIES_BREAK);
    SeriesChoice choice =
        SeriesChoice.withinSurvey(List.of(rescaled, imported), answers(rescaled, imported));
    assertThat(choice.series()).containsExactly(rescaled);
    assertThat(choice.warnings()).containsExactly(Warning.SERIES_BREAK);
    assertThat(SeriesChoice.withinSurvey(List.of(first, imported), answers(imported)).warnings())
        .as("only what was imported")
        .isEmpty();
  }

  @Test
  void surveys_of_one_scale_are_pooled_and_others_named() {
    Series elsewhere = series(5, Told.newId(), 1, 0, FIVE);
    Series other = series(6, Told.newId(), 1, 0, SEVEN);

    assertThat(
            SeriesChoice.acrossSurveys(List.of(first, elsewhere), answers(first, elsewhere))
                .series())
        .containsExactly(first, elsewhere);
    assertThatThrownBy(
            () -> SeriesChoice.acrossSurveys(List.of(first, other), answers(first, other)))
        .hasMessageContaining("DIFFERENT_SCALE")
        .hasMessageContaining("csat-1-5")
        .hasMessageContaining("csat-1-7");
    assertThat(SeriesChoice.acrossSurveys(List.of(first, other), answers(first)).series())
        .as("nobody answered the other")
        .containsExactly(first);
  }

  private static Map<Short, Long> answers(Series... answered) {
    return Arrays.stream(answered).collect(Collectors.toMap(Series::id, series -> 1L));
  }

  private static Series series(int id, UUID survey, int version, int run, Scale scale) {
    return new Series(
        (short) id,
        (short) 0,
        survey,
        "After support",
        version,
        run,
        false,
        new Series.Question("q1", (short) 0, true, Metric.CSAT, scale));
  }
}
