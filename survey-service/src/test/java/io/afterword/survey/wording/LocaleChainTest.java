package io.afterword.survey.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocaleChainTest {

  @ParameterizedTest
  @CsvSource({
    "nb, nb no nn",
    "nb-NO, nb-NO nb no nn",
    "no, no nb nn",
    "nn-NO, nn-NO nn nb no",
    "pt-BR, pt-BR pt",
    "de_AT, de-AT de",
    "zh-TW, zh-Hant-TW zh-TW zh-Hant",
    "zh-Hant-HK, zh-Hant-HK zh-HK zh-Hant",
    "zh-CN, zh-Hans-CN zh-CN zh-Hans",
    "zh, zh-Hans",
    "sr-Latn-RS, sr-Latn-RS sr-Latn sr-RS sr",
    "EN-gb, en-GB en"
  })
  void lists_what_a_reader_can_read_nearest_first(String tag, String chain) {
    assertThat(LocaleChain.of(tag)).containsExactly(chain.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "english!", "123", "und", "a-b-c-d-e-f"})
  void something_that_is_no_locale_has_no_chain(String tag) {
    assertThat(LocaleChain.of(tag)).isEmpty();
  }

  @Test
  void traditional_chinese_never_falls_to_simplified_nor_back() {
    assertThat(LocaleChain.nearest("zh-TW", List.of("en", "zh-Hans"))).isEmpty();
    assertThat(LocaleChain.nearest("zh-Hant", List.of("zh-CN", "zh"))).isEmpty();
    assertThat(LocaleChain.nearest("zh-CN", List.of("zh-Hant", "zh-TW"))).isEmpty();
  }

  @Test
  void chinese_of_another_region_in_the_same_script_is_read() {
    assertThat(LocaleChain.nearest("zh-TW", List.of("en", "zh-HK"))).contains("zh-HK");
    assertThat(LocaleChain.nearest("zh-SG", List.of("zh-Hant", "zh-Hans"))).contains("zh-Hans");
  }

  @Test
  void a_region_is_better_than_no_text_of_the_language() {
    assertThat(LocaleChain.nearest("pt", List.of("en", "pt-BR"))).contains("pt-BR");
    assertThat(LocaleChain.nearest("es-MX", List.of("en", "es-ES"))).contains("es-ES");
  }

  @Test
  void another_language_is_never_near() {
    assertThat(LocaleChain.nearest("sv", List.of("nb", "en"))).isEmpty();
  }
}
