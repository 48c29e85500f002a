package io.afterword.survey.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.StandardScale;
import io.afterword.survey.respondent.Occasion;
import io.afterword.survey.respondent.Words;
import io.afterword.survey.template.Template;
import io.afterword.survey.wording.Wording;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class MailBlockTest {

  static final List<String> LOCALES = Wording.LOCALES;
  private static final String URL = "https://survey.example/r/3q2-7wAbCdEfGhIjKlMnOQ";

  @ParameterizedTest
  @FieldSource("LOCALES")
  void has_one_link_per_rating_and_one_to_the_page_in_every_language(String locale) {
    for (Template template : Template.values()) {
      String html = block(template, locale).html();
      for (int point : template.scale().points()) {
        assertThat(html).containsOnlyOnce("href=\"" + URL + "?rating=" + point + "\"");
      }
      assertThat(html).containsOnlyOnce("href=\"" + URL + "\"");
      assertThat(html.split("<a ", -1)).hasSize(template.scale().points().size() + 2);
      assertThat(html).doesNotContain("<script", "<img", "{brand}", "class=");
      assertThat(html).contains("dir=\"" + (locale.equals("ar") ? "rtl" : "ltr") + "\"");
    }
  }

  @Test
  void says_each_number_in_words() {
    assertThat(block(Template.CSAT, "en").html())
        .contains("title=\"4: Satisfied\" aria-label=\"4: Satisfied\"");
    assertThat(block(Template.NPS, "en").html())
        .contains("title=\"7 on a scale from 0 to 10\"")
        .contains("title=\"10: Extremely likely\"");
  }

  @Test
  void names_both_ends_of_the_scale() {
    assertThat(block(Template.NPS, "en").html())
        .contains("0 = Not at all likely", "10 = Extremely likely");
  }

  @Test
  void eleven_points_take_two_rows_so_that_a_thumb_finds_them_on_a_small_phone() {
    assertThat(rows(block(Template.NPS, "en").html())).isEqualTo(2);
    assertThat(rows(block(Template.CES, "en").html())).isEqualTo(1);
  }

  @Test
  void the_plain_text_has_the_same_links() {
    assertThat(block(Template.CSAT, "en").text())
        .startsWith("How satisfied were you with your recent experience with us?\n\n")
        .contains("1 - Very dissatisfied\n  " + URL + "?rating=1\n")
        .contains("5 - Very satisfied\n  " + URL + "?rating=5\n")
        .endsWith("Answer on the web page: " + URL + "\n");
  }

  @Test
  void a_brand_cannot_break_out_of_the_markup() {
    Definition definition =
        Template.NPS.define("N", "en", new Brand("<b>\"Fjord\" & Co</b>", null));
    MailBlock block =
        new MailBlock(new Words(definition, "en", "Workspace", Occasion.UNKNOWN), URL);
    assertThat(block.html())
        .contains("recommend &lt;b&gt;&quot;Fjord&quot; &amp; Co&lt;/b&gt; to a friend")
        .doesNotContain("<b>");
    assertThat(block.subject()).isEqualTo("Would you recommend <b>\"Fjord\" & Co</b>?");
  }

  @Test
  void without_a_brand_the_workspace_asks() {
    assertThat(block(Template.NPS, "en").subject()).isEqualTo("Would you recommend Workspace?");
  }

  @Test
  void a_subject_of_the_survey_comes_before_the_built_in_one() {
    Definition plain = Template.CSAT.define("N", "en", Brand.NONE);
    Definition own =
        new Definition(
            plain.name(),
            plain.metric(),
            plain.defaultLocale(),
            plain.brand(),
            plain.questions(),
            Map.of("en", "One question from {brand}"),
            Map.of());
    assertThat(new MailBlock(new Words(own, "en", "Workspace", Occasion.UNKNOWN), URL).subject())
        .isEqualTo("One question from Workspace");
    assertThat(new MailBlock(new Words(own, "de", "Workspace", Occasion.UNKNOWN), URL).subject())
        .as("the default locale's own subject, since there is no German one")
        .isEqualTo("One question from Workspace");
  }

  @ParameterizedTest
  @EnumSource(StandardScale.class)
  void every_scale_says_what_its_points_mean(StandardScale standard) {
    Template template =
        Stream.of(Template.values())
            .filter(each -> each.scales().contains(standard))
            .findFirst()
            .orElseThrow();
    Definition definition = template.define("Any", "en", Brand.NONE, standard);
    for (String locale : List.of("en", "ar", "zh-Hant")) {
      Words words = new Words(definition, locale, "Workspace", Occasion.UNKNOWN);
      MailBlock block = new MailBlock(words, URL);
      for (int point : standard.scale().points()) {
        assertThat(block.html()).containsOnlyOnce("href=\"" + URL + "?rating=" + point + "\"");
        words
            .label(words.scored(), point)
            .ifPresent(word -> assertThat(block.html()).contains(MailBlock.escape(word)));
      }
      if (standard.scale().look().needsWords()) {
        assertThat(block.text()).as("a face's number means nothing").doesNotContain("1 - ", "5 - ");
      }
    }
  }

  @Test
  void who_helped_is_named_and_cannot_break_out() {
    Definition definition = Template.AGENT.define("A", "en", Brand.NONE);
    Occasion ada = Occasion.of("<i>Ada</i>\r\nLovelace", null);
    assertThat(new MailBlock(new Words(definition, "en", "Workspace", ada), URL).html())
        .contains("the help from &lt;i&gt;Ada&lt;/i&gt;?");
    assertThat(
            new MailBlock(new Words(definition, "en", "Workspace", Occasion.UNKNOWN), URL).html())
        .contains("the help from our team?");
  }

  private static int rows(String html) {
    return html.split("table-layout:fixed", -1).length - 1;
  }

  private static MailBlock block(Template template, String locale) {
    return new MailBlock(
        new Words(template.define("Any", "en", Brand.NONE), locale, "Workspace", Occasion.UNKNOWN),
        URL);
  }
}
