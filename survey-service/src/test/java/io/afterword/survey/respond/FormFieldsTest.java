package io.afterword.survey.respond;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.respond.FormFields.Arrival;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {

  @Test
  void reads_what_a_browser_sends() {
    assertThat(FormFields.parse("rating=4&comment=Quick+and+friendly%21%0D%0ABl%C3%A5b%C3%A6r"))
        .isEqualTo(
            new FormFields(Map.of("rating", "4", "comment", "Quick and friendly!\r\nBlåbær")));
  }

  @Test
  void an_empty_body_is_a_form_without_fields() {
    assertThat(FormFields.parse("")).isEqualTo(FormFields.NONE);
    assertThat(FormFields.parse("rating")).isEqualTo(new FormFields(Map.of("rating", "")));
  }

  @Test
  void of_a_repeated_field_the_first_value_counts() {
    assertThat(FormFields.parse("rating=1&rating=5"))
        .isEqualTo(new FormFields(Map.of("rating", "1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "comment=%",
        "comment=%4",
        "comment=%zz",
        "comment=%ED%A0%80",
        "comment=%C3",
        "%FF=1"
      })
  void what_is_no_utf_8_is_not_taken_as_if_it_were(String body) {
    assertThat(FormFields.parse(body).arrival()).isEqualTo(Arrival.NOT_UTF_8);
  }

  @Test
  void what_can_be_read_of_a_broken_form_is_kept() {
    assertThat(FormFields.parse("rating=4&comment=Bl%C3%A5+%ED%A0b%C3%A6r%").values())
        .containsEntry("rating", "4")
        .hasEntrySatisfying(
            "comment", text -> assertThat(text).startsWith("Blå ").contains("bær").endsWith("%"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "å", "%C3%A5", "%F0%9F%9A%80"})
  void more_than_a_form_can_hold_is_cut_between_its_characters(String written) {
    int longer = FormFields.LARGEST_BODY / written.getBytes(StandardCharsets.UTF_8).length;
    FormFields cut = FormFields.parse("rating=4&comment=" + written.repeat(longer));

    assertThat(cut.arrival()).isEqualTo(Arrival.CUT);
    assertThat(cut.get("rating")).contains("4");
    String read = FormFields.parse(written).values().keySet().iterator().next();
    assertThat(cut.get("comment").orElseThrow().replace(read, "")).isEmpty();
    assertThat(cut.get("comment").orElseThrow().length())
        .isGreaterThan(longer * read.length() - 20);
  }

  @Property(tries = 200)
  void every_text_of_whole_characters_comes_back(@ForAll String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
    String known = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    if (known.equals(text)) {
      assertThat(FormFields.parse("comment=" + encoded))
          .isEqualTo(new FormFields(Map.of("comment", text)));
    }
  }
}
