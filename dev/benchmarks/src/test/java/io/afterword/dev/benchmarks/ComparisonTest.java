package io.afterword.dev.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void the_ratio_is_the_median_of_the_rounds_ratios() {
    // The ratio of the medians would be 20 / 40.
    Comparison found = of(List.of(10.0, 20.0, 90.0), List.of(40.0, 100.0, 30.0), 0.5);

    assertThat(found.ratio()).isEqualTo(0.25);
    assertThat(found.reached()).isFalse();
  }

  @Test
  void an_even_number_of_rounds_has_its_median_in_the_middle() {
    assertThat(Comparison.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
  }

  @Test
  void a_bar_is_reached_at_the_bar() {
    assertThat(of(List.of(7.0), List.of(10.0), 0.7).reached()).isTrue();
  }

  @Test
  void what_is_only_reported_misses_nothing_and_has_no_bar_in_its_result() {
    Comparison found = of(List.of(1.0), List.of(10.0), null);

    assertThat(found.reached()).isTrue();
    assertThat(found.view()).doesNotContainKeys("bar", "reached").containsEntry("ratio", 0.1);
  }

  @Test
  void rounds_that_do_not_match_are_refused() {
    assertThatThrownBy(() -> of(List.of(1.0, 2.0), List.of(1.0), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Comparison of(List<Double> ours, List<Double> ceiling, @Nullable Double bar) {
    return new Comparison("posts", "posts/s", ours, "nothing", ceiling, bar, null);
  }
}
