package io.afterword.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("occurredAt", "kind", "contact", "agent");

  @ParameterizedTest
  @CsvSource({
    "occuredAt, occurredAt",
    "occurredat, occurredAt",
    "ocurredAt, occurredAt",
    "knid, kind",
    "contacts, contact",
    "agnet, agent"
  })
  void finds_what_was_probably_meant(String written, String meant) {
    assertThat(NearestName.of(written, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"colour", "x", "occurrences"})
  void guesses_nothing_when_nothing_is_near(String written) {
    assertThat(NearestName.of(written, KNOWN)).isEmpty();
  }

  @Test
  void does_not_compare_what_is_absurdly_long() {
    assertThat(NearestName.of("kind".repeat(100), KNOWN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"kitten, sitting, 3", "ab, ba, 1", "'', abc, 3", "same, same, 0"})
  void counts_edits_with_a_swap_as_one(String a, String b, int distance) {
    assertThat(NearestName.distance(a, b)).isEqualTo(distance);
  }
}
