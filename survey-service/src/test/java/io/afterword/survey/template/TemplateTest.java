package io.afterword.survey.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Condition;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.DefinitionRules;
import io.afterword.survey.definition.Option;
import io.afterword.survey.definition.Polarity;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.definition.StandardScale;
import io.afterword.survey.wording.Wording;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTest {

  @Test
  void the_three_classics_come_first() {
    assertThat(Template.ids())
        .startsWith("csat-1-5", "nps-0-10", "ces-1-7")
        .doesNotHaveDuplicates();
    assertThat(Template.find("csat-1-6")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Template.class)
  void each_is_sound_and_worded_in_all_languages_on_every_scale_it_offers(Template template) {
    assertThat(template.scales()).isNotEmpty();
    assertThat(template.scales().stream().map(StandardScale::scale)).contains(template.scale());
    for (StandardScale standard : template.scales()) {
      Definition definition = template.define("Any", "nb", Brand.NONE, standard);
      assertThat(DefinitionRules.check(definition)).as(standard.id()).isEmpty();
      assertThat(definition.locales()).containsExactlyInAnyOrderElementsOf(Wording.LOCALES);
      assertThat(definition.scoredQuestion().labels()).containsOnlyKeys(Wording.LOCALES);
      assertThat(definition.questions())
          .last()
          .extracting(Question::form)
          .isEqualTo(QuestionForm.TEXT);
    }
  }

  @Test
  void every_standard_scale_can_be_had_from_a_template() {
    assertThat(Stream.of(Template.values()).flatMap(t -> t.scales().stream()).distinct())
        .containsExactlyInAnyOrder(StandardScale.values());
  }

  @Test
  void fewer_points_take_the_plain_words_and_more_only_the_ends() {
    assertThat(words(Template.CSAT, StandardScale.CSAT_THUMBS))
        .containsExactly(Map.entry("0", "Dissatisfied"), Map.entry("1", "Satisfied"));
    assertThat(words(Template.CSAT, StandardScale.CSAT_WORDS_4))
        .containsExactly(
            Map.entry("1", "Very dissatisfied"),
            Map.entry("2", "Dissatisfied"),
            Map.entry("3", "Satisfied"),
            Map.entry("4", "Very satisfied"));
    assertThat(words(Template.CSAT, StandardScale.CSAT_1_10))
        .containsExactly(Map.entry("1", "Very dissatisfied"), Map.entry("10", "Very satisfied"));
    assertThat(words(Template.CES, StandardScale.CES_FACES_5))
        .containsEntry("2", "Disagree")
        .containsEntry("3", "Neither agree nor disagree")
        .containsEntry("5", "Strongly agree");
    assertThat(words(Template.NPS, StandardScale.NPS_0_10))
        .containsExactly(Map.entry("0", "Not at all likely"), Map.entry("10", "Extremely likely"));
  }

  @Test
  void difficulty_and_effort_run_the_other_way() {
    assertThat(words(Template.DIFFICULTY, StandardScale.EFFORT_1_5))
        .containsEntry("1", "Very easy")
        .containsEntry("5", "Very difficult");
    assertThat(words(Template.EFFORT, StandardScale.EFFORT_1_5))
        .containsEntry("1", "Very little effort");
    assertThat(Template.EFFORT.scale().polarity()).isEqualTo(Polarity.LOWER_IS_BETTER);
    assertThat(Template.EFFORT.scale().satisfied()).containsExactly(1, 2);
  }

  @Test
  void reasons_are_asked_of_those_who_were_not_satisfied() {
    Question reasons = Template.AGENT.define("A", "en", Brand.NONE).questions().get(1);
    assertThat(reasons.showIf()).isEqualTo(Condition.rated("q1", List.of(1, 2, 3)));
    assertThat(reasons.requiredChoice().options()).last().extracting(Option::id).isEqualTo("other");
  }

  private static Map<String, String> words(Template template, StandardScale standard) {
    return Objects.requireNonNull(
        template.define("Any", "en", Brand.NONE, standard).scoredQuestion().labels().get("en"));
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
