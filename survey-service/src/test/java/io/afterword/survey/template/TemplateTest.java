package io.afterword.survey.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Polarity;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.wording.Wording;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTest {

  @Test
  void there_are_the_three_metrics() {
    assertThat(Template.ids()).containsExactly("csat-1-5", "nps-0-10", "ces-1-7");
    assertThat(Template.find("csat-1-6")).isEmpty();
  }

  @Test
  void each_asks_one_rating_and_for_a_comment_in_all_languages() {
    for (Template template : Template.values()) {
      Definition definition = template.define("Any", "en", Brand.NONE);
      assertThat(definition.locales()).containsExactlyElementsOf(Wording.LOCALES);
      assertThat(definition.questions())
          .extracting(question -> question.form())
          .containsExactly(QuestionForm.RATING, QuestionForm.TEXT);
      assertThat(definition.scoredQuestion().labels()).containsOnlyKeys(Wording.LOCALES);
    }
  }

  @Test
  void satisfied_is_4_and_5_of_5() {
    assertThat(Template.CSAT.scale().satisfied()).containsExactly(4, 5);
    assertThat(Template.CSAT.scale().dissatisfied()).containsExactly(1, 2);
  }

  @Test
  void promoters_are_9_and_10_detractors_0_to_6() {
    assertThat(Template.NPS.scale().points()).hasSize(11);
    assertThat(Template.NPS.scale().satisfied()).containsExactly(9, 10);
    assertThat(Template.NPS.scale().dissatisfied()).isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6));
  }

  @Test
  void effort_is_agreement_that_it_was_easy() {
    assertThat(Template.CES.scale().polarity()).isEqualTo(Polarity.HIGHER_IS_BETTER);
    assertThat(Template.CES.scale().satisfied()).containsExactly(5, 6, 7);
  }

  @Test
  void the_default_locale_comes_first() {
    assertThat(Template.CSAT.define("Any", "ja", Brand.NONE).locales()).startsWith("ja");
  }
}
