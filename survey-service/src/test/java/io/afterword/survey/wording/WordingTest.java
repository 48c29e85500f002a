package io.afterword.survey.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class WordingTest {

  static final List<String> LOCALES = Wording.LOCALES;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z]+[|}]");

  @ParameterizedTest
  @FieldSource("LOCALES")
  void every_language_has_all_words_and_no_others(String locale) {
    assertThat(Wording.shipped(locale).keys()).isEqualTo(Wording.shipped("en").keys());
    assertThat(Wording.shipped(locale).keys())
        .allSatisfy(key -> assertThat(Wording.shipped(locale).get(key)).isNotBlank());
  }

  /** A question may name the brand where another language says "us"; numbers must all be there. */
  @ParameterizedTest
  @FieldSource("LOCALES")
  void every_text_has_the_placeholders_of_the_english_one(String locale) {
    for (String key : Wording.shipped("en").keys()) {
      var expected = placeholders(Wording.shipped("en").get(key));
      var actual = placeholders(Wording.shipped(locale).get(key));
      actual.add("{brand}");
      expected.add("{brand}");
      assertThat(actual).as(locale + " " + key).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @FieldSource("LOCALES")
  void subjects_fit_in_a_mails_header(String locale) {
    for (String metric : List.of("csat", "nps", "ces")) {
      assertThat(Wording.shipped(locale).get(metric + ".subject"))
          .hasSizeLessThan(60)
          .doesNotContain("\n", "\r");
    }
  }

  /** Half-width punctuation after an ideograph is a typing mistake. */
  @Test
  void chinese_and_japanese_are_punctuated_as_they_are_written() {
    for (String locale : List.of("zh-Hans", "zh-Hant", "ja")) {
      for (String key : Wording.shipped(locale).keys()) {
        assertThat(Wording.shipped(locale).get(key))
            .as(locale + " " + key)
            .doesNotContainPattern("[\\u3040-\\u9fff][,?!:;.]");
      }
    }
  }

  @Test
  void the_two_chinese_scripts_are_not_mixed() {
    assertThat(Wording.shipped("zh-Hans").get("page.send")).isEqualTo("提交");
    assertThat(Wording.shipped("zh-Hant").get("page.send")).isEqualTo("送出");
    assertThat(Wording.of("zh-HK").locale()).isEqualTo("zh-Hant");
    assertThat(Wording.of("zh-SG").locale()).isEqualTo("zh-Hans");
  }

  @Test
  void arabic_runs_from_right_to_left() {
    assertThat(Wording.direction("ar")).isEqualTo("rtl");
    assertThat(Wording.direction("ar-EG")).isEqualTo("rtl");
    assertThat(Wording.direction("he")).isEqualTo("rtl");
    assertThat(Wording.direction("en")).isEqualTo("ltr");
    assertThat(Wording.direction("arn")).isEqualTo("ltr");
  }

  @Test
  void a_language_that_is_not_shipped_gets_english() {
    assertThat(Wording.of("sv").locale()).isEqualTo("en");
    assertThat(Wording.of(null).locale()).isEqualTo("en");
    assertThat(Wording.of("nn").locale()).isEqualTo("nb");
  }

  @Test
  void values_go_where_their_names_are() {
    assertThat(Wording.of("en").get("rating.point", Map.of("value", 4, "min", 0, "max", 10)))
        .isEqualTo("4 on a scale from 0 to 10");
  }

  @Test
  void numbers_are_written_as_the_language_writes_them_in_the_digits_of_the_scales() {
    Map<String, ?> most = Map.of("most", 5_000);
    assertThat(Wording.of("en").get("page.text.long", most)).contains("5,000");
    assertThat(Wording.of("de").get("page.text.long", most)).contains("5.000");
    assertThat(Wording.of("nb").get("page.text.long", most)).containsPattern("5\\h000");
    assertThat(Wording.of("ar").get("page.text.long", most)).contains("5,000");
    assertThat(Wording.of("ja").get("page.text.long", most)).contains("5,000");
  }

  @Test
  void the_effort_question_is_the_one_where_high_is_good() {
    assertThat(Wording.of("en").get("words.agreement.1")).isEqualTo("Strongly disagree");
    assertThat(Wording.of("en").get("words.agreement.7")).isEqualTo("Strongly agree");
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new TreeSet<>();
    PLACEHOLDER.matcher(text).results().map(MatchResult::group).forEach(found::add);
    return found;
  }
}
