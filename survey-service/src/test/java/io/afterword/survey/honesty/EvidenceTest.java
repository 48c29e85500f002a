package io.afterword.survey.honesty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final Duration FASTEST = Duration.ofMillis(400);

  @Test
  void a_person_leaves_no_signal() {
    assertThat(evidence(Optional.of(Duration.ofMillis(400))).signals(FASTEST)).isEmpty();
  }

  @Test
  void who_names_no_page_was_not_too_fast() {
    assertThat(evidence(Optional.empty()).signals(FASTEST)).isEmpty();
  }

  @Test
  void nobody_reads_and_taps_within_a_third_of_a_second() {
    assertThat(evidence(Optional.of(Duration.ofMillis(399))).signals(FASTEST))
        .containsExactly(Signal.TOO_FAST);
  }

  @Test
  void a_page_of_another_replicas_faster_clock_is_no_evidence() {
    assertThat(evidence(Optional.of(Duration.ofMillis(-3))).signals(FASTEST)).isEmpty();
  }

  @Test
  void everything_that_speaks_is_named() {
    assertThat(
            new Evidence(Optional.of(Duration.ZERO), true, true, Set.of(Signal.HIDDEN_LINK))
                .signals(FASTEST))
        .containsExactly(
            Signal.TOO_FAST, Signal.SCANNER_NETWORK, Signal.HIDDEN_LINK, Signal.NO_TRUSTED_INPUT);
  }

  private static Evidence evidence(Optional<Duration> looked) {
    return new Evidence(looked, false, false, Set.of());
  }
}
