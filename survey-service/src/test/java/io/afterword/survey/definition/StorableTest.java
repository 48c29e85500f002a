package io.afterword.survey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "\ud83d\ude00", "a\ud83d\ude00b", "\ud7ff\ue000", "\r\n\t"})
  void keeps_every_whole_character(String text) {
    assertThat(Storable.text(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "a\u0000b",
        "\ud83d",
        "\ude00",
        "\ude00\ud83d",
        "a\ud83db",
        "x\ud83d\ud83d"
      })
  void refuses_nul_and_halves_of_characters(String text) {
    assertThat(Storable.text(text)).isFalse();
  }
}
