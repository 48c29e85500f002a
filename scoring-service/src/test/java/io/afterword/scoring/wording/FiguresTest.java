package io.afterword.scoring.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.scoring.metric.ScoreUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private final Figures figures = new Figures(Locale.ENGLISH);

  @Test
  void an_ordinary_range_has_the_decimals_of_its_score() {
    assertThat(range(62.4, 78.6)).isEqualTo("62\u00a0–\u00a079");
  }

  @Test
  void a_range_of_very_many_answers_does_not_look_like_a_point() {
    assertThat(range(73.24, 73.36)).isEqualTo("73.2\u00a0–\u00a073.4");
    assertThat(range(73.241, 73.243)).isEqualTo("73.241\u00a0–\u00a073.243");
  }

  @Test
  void a_point_looks_like_one() {
    assertThat(range(100.0, 100.0)).isEqualTo("100\u00a0–\u00a0100");
  }

  @Test
  void where_there_is_no_range_there_is_no_number() {
    assertThat(figures.range(null, 12.0, ScoreUnit.PERCENT)).isEqualTo(Figures.NONE);
  }

  private String range(double lower, double upper) {
    return figures.range(lower, upper, ScoreUnit.PERCENT);
  }
}
