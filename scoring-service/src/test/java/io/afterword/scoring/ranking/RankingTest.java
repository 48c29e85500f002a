package io.afterword.scoring.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.scoring.statistics.Proportion;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTest {

  @Test
  void five_of_five_do_not_outrank_a_hundred_and_ninety_of_two_hundred() {
    Ranking ranking =
        Ranking.of(
            Map.of(
                "lucky", new Proportion(5, 5),
                "steady", new Proportion(190, 200),
                "usual", new Proportion(160, 200),
                "new", new Proportion(4, 4)),
            Ranking.Rules.USUAL);

    assertThat(ranking.order())
        .extracting(Standing::id)
        .containsExactly("steady", "lucky", "usual");
  }
}
