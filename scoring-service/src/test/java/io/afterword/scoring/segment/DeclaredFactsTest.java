package io.afterword.scoring.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeclaredFactsTest {

  @Test
  void a_fact_keeps_its_place_whatever_the_order_of_declaration() {
    DeclaredFacts facts =
        DeclaredFacts.declare(
            List.of("region", "plan"), Map.of("plan", Segment.FACT1, "old", Segment.FACT2));

    assertThat(facts.places())
        .containsOnly(Map.entry("plan", Segment.FACT1), Map.entry("region", Segment.FACT3));
  }

  @Test
  void a_ninth_fact_is_refused_in_words() {
    List<String> nine = IntStream.range(0, 9).mapToObj("fact%d"::formatted).toList();

    assertThatThrownBy(() -> DeclaredFacts.declare(nine, Map.of()))
        .hasMessageContaining("at most 8 facts");
  }

  @Test
  void every_dimension_has_its_own_number() {
    assertThat(Arrays.stream(Segment.values()).map(Segment::dim))
        .doesNotHaveDuplicates()
        .doesNotContain(Segment.EVERYTHING, Segment.HOUR_OF_WEEK);
  }
}
