package io.afterword.survey.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReaderLocaleTest {

  private static final List<String> AVAILABLE = List.of("en", "nb", "de", "zh-Hant");

  @Test
  void what_was_chosen_on_the_page_comes_first() {
    assertThat(ReaderLocale.of("de", "nb", "en", AVAILABLE)).isEqualTo("de");
  }

  @Test
  void then_what_is_known_of_the_contact() {
    assertThat(ReaderLocale.of(null, "nb-NO", "de", AVAILABLE)).isEqualTo("nb");
    assertThat(ReaderLocale.of("klingon!", "nb", "de", AVAILABLE)).isEqualTo("nb");
  }

  @Test
  void then_the_browsers_wishes_in_their_order() {
    assertThat(ReaderLocale.of(null, null, "sv;q=1, de;q=0.5, nb;q=0.8", AVAILABLE))
        .isEqualTo("nb");
    assertThat(ReaderLocale.of(null, "sv", "de-AT,en;q=0.3", AVAILABLE)).isEqualTo("de");
  }

  @Test
  void else_the_surveys_default() {
    assertThat(ReaderLocale.of(null, null, null, AVAILABLE)).isEqualTo("en");
    assertThat(ReaderLocale.of("sv", "fi", "da, is", AVAILABLE)).isEqualTo("en");
  }

  @Test
  void a_reader_of_simplified_characters_does_not_get_traditional_ones() {
    assertThat(ReaderLocale.of(null, "zh-CN", null, AVAILABLE)).isEqualTo("en");
    assertThat(ReaderLocale.of(null, "zh-TW", null, AVAILABLE)).isEqualTo("zh-Hant");
  }

  @Test
  void a_malformed_header_is_no_reason_to_fail() {
    assertThat(ReaderLocale.of(null, null, ";;q=,x", AVAILABLE)).isEqualTo("en");
    assertThat(ReaderLocale.of(null, null, "de;q=0", AVAILABLE)).isEqualTo("en");
  }
}
