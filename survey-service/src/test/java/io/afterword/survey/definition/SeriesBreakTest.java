package io.afterword.survey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesBreakTest {

  private static final Scale FIVE =
      Scale.of("csat-1-5", 1, 5, Polarity.HIGHER_IS_BETTER, List.of(4, 5), List.of(1, 2));
  private static final Definition BEFORE = asking(FIVE, Map.of("en", "How was it?"));

  @Test
  void the_same_question_goes_on_as_one_series() {
    assertThat(SeriesBreak.between(BEFORE, asking(FIVE, Map.of("en", "How was it?")))).isFalse();
  }

  @Test
  void another_wording_breaks_the_series() {
    assertThat(SeriesBreak.between(BEFORE, asking(FIVE, Map.of("en", "How great was it?"))))
        .isTrue();
  }

  @Test
  void one_more_language_does_not() {
    Definition more = asking(FIVE, Map.of("en", "How was it?", "nb", "Hvordan gikk det?"));
    assertThat(SeriesBreak.between(BEFORE, more)).isFalse();
  }

  @Test
  void another_threshold_or_direction_breaks_the_series() {
    Scale strict = Scale.of("csat-1-5", 1, 5, Polarity.HIGHER_IS_BETTER, List.of(5), List.of(1, 2));
    Scale turned =
        Scale.of("csat-1-5", 1, 5, Polarity.LOWER_IS_BETTER, List.of(1, 2), List.of(4, 5));
    assertThat(SeriesBreak.between(BEFORE, asking(strict, Map.of("en", "How was it?")))).isTrue();
    assertThat(SeriesBreak.between(BEFORE, asking(turned, Map.of("en", "How was it?")))).isTrue();
  }

  @Test
  void another_look_does_not() {
    Scale stars =
        new Scale(
            "csat-1-5", 1, 5, Polarity.HIGHER_IS_BETTER, List.of(4, 5), List.of(1, 2), Look.STARS);
    assertThat(SeriesBreak.between(BEFORE, asking(stars, Map.of("en", "How was it?")))).isFalse();
  }

  private static Definition asking(Scale scale, Map<String, String> text) {
    return new Definition(
        "S",
        Metric.CSAT,
        "en",
        Brand.NONE,
        List.of(Question.rating("q1", true, scale, text, Map.of())),
        Map.of(),
        Map.of());
  }
}
