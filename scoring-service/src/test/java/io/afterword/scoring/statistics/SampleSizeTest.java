package io.afterword.scoring.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SampleSizeTest {

  @Test
  void small_steps_need_many_answers() {
    assertThat(SampleSize.forShares(0.8, 0.9)).isEqualTo(195);
    assertThat(SampleSize.forShares(0.8, 0.85)).isEqualTo(903);
    assertThat(SampleSize.forShares(0.8, 0.83)).isEqualTo(2_626);
    assertThat(SampleSize.forNets(0.61, 0.10)).isBetween(950L, 970L);
    assertThatThrownBy(() -> SampleSize.forShares(0.8, 0.8))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unequal_weights_say_less_than_their_number() {
    assertThat(EffectiveSampleSize.of(10, 10)).hasValue(10);
    assertThat(EffectiveSampleSize.of(10, 20)).hasValue(5);
    assertThat(EffectiveSampleSize.of(0, 0)).isEmpty();
  }
}
