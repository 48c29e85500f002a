package io.afterword.survey.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Polarity;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.definition.StandardScale;
import io.afterword.survey.template.Template;
import io.afterword.survey.template.Trigger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SurveyCheckTest {

  private static final Question WHY = Question.text("q2", Map.of("en", "Why?"));
  private static final Scale FIVE = StandardScale.CSAT_1_5.scale();
  private static final Scale EFFORT = StandardScale.EFFORT_1_5.scale();

  @ParameterizedTest
  @EnumSource(Template.class)
  void finds_nothing_in_a_template_but_the_legacy_of_a_scale(Template template) {
    for (StandardScale standard : template.scales()) {
      Definition definition = template.define("Any", "en", Brand.NONE, standard);
      for (Trigger trigger : template.triggers()) {
        assertThat(SurveyCheck.of(definition, trigger))
            .as("%s on %s, %s", template.id(), standard.id(), trigger)
            .filteredOn(finding -> finding.rule() != Rule.LEGACY_SCALE)
            .isEmpty();
      }
    }
  }

  @Test
  void a_scale_whose_words_run_the_other_way_would_make_scores_wrong() {
    Definition reversed =
        asking(
            Question.rating(
                "q1",
                true,
                FIVE,
                Map.of("en", "How satisfied are you with our help?"),
                Map.of("en", Map.of("1", "very satisfied", "5", "Very dissatisfied"))));
    assertThat(SurveyCheck.blocking(reversed))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(Rule.REVERSED_SCALE);
              assertThat(finding.pointer()).isEqualTo("/questions/0/labels/en");
              assertThat(finding.proposal()).contains("LOWER_IS_BETTER");
            });
  }

  @Test
  void one_as_the_best_is_advised_against_and_not_forbidden() {
    Scale down = Scale.of("own", 1, 5, Polarity.LOWER_IS_BETTER, List.of(1, 2), List.of(4, 5));
    List<Finding> findings = of("How satisfied are you with our help?", down);
    assertThat(findings).extracting(Finding::rule).containsExactly(Rule.REVERSED_SCALE);
    assertThat(findings).noneMatch(Finding::blocks);
  }

  @ParameterizedTest
  @CsvSource({
    "How difficult was it to reach us?, HIGHER_IS_BETTER, true",
    "How easy was it to reach us?, LOWER_IS_BETTER, true",
    "How easy was it to reach us?, HIGHER_IS_BETTER, false",
    "How difficult was it to reach us?, LOWER_IS_BETTER, false",
    "How easy or difficult was it to reach us?, HIGHER_IS_BETTER, false"
  })
  void a_question_about_effort_runs_the_way_of_its_scale(
      String text, Polarity polarity, boolean found) {
    Scale scale = polarity == Polarity.HIGHER_IS_BETTER ? StandardScale.CES_1_5.scale() : EFFORT;
    Definition definition =
        new Definition(
            "S",
            Metric.CES,
            "en",
            Brand.NONE,
            List.of(Question.rating("q1", true, scale, Map.of("en", text), Map.of()), WHY),
            Map.of(),
            Map.of());
    assertThat(SurveyCheck.of(definition, null).stream().map(Finding::rule))
        .isEqualTo(found ? List.of(Rule.REVERSED_SCALE) : List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en      | How satisfied are you with our excellent team?                  | LEADING_WORDING
          en      | How satisfied are you with our price and our quality?           | DOUBLE_BARRELLED
          en      | How satisfied are you with price/quality?                       | DOUBLE_BARRELLED
          en      | Did we meet your expectations?                                  | YES_NO_WORDING
          en      | Overall, are you satisfied with us?                             | YES_NO_WORDING
          en      | How satisfied are you with the resolution time?                 | RARE_WORD
          en      | How was the internationalisation?                               | RARE_WORD
          en      | How do you rate [brand]?                                        | PLACEHOLDER_AT_RISK
          en      | How did you ❤ our help?                                         | BIASED_ICON
          nb      | Er du fornøyd med hjelpen?                                      | YES_NO_WORDING
          nb      | Hvor fornøyd er du med pris og kvalitet?                        | DOUBLE_BARRELLED
          de      | Sind Sie zufrieden?                                             | YES_NO_WORDING
          de      | Wie zufrieden sind Sie mit unserem hervorragenden Team?         | LEADING_WORDING
          fr      | Êtes-vous satisfait ?                                           | YES_NO_WORDING
          es      | ¿Está satisfecho?                                               | YES_NO_WORDING
          pt      | Está satisfeito?                                                | YES_NO_WORDING
          zh-Hans | 您满意吗？                                                        | YES_NO_WORDING
          zh-Hant | 您對價格和品質有多滿意？                                              | DOUBLE_BARRELLED
          ja      | 満足していますか。                                                  | YES_NO_WORDING
          ar      | هل أنت راضٍ؟                                                    | YES_NO_WORDING
          """)
  void wording_is_read_in_every_built_in_language(String locale, String text, Rule rule) {
    Definition definition =
        new Definition(
            "S",
            Metric.CSAT,
            locale,
            Brand.NONE,
            List.of(
                Question.rating("q1", true, FIVE, Map.of(locale, text), Map.of()),
                Question.text("q2", Map.of(locale, "?"))),
            Map.of(),
            Map.of());
    assertThat(SurveyCheck.of(definition, null))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.pointer()).isEqualTo("/questions/0/text/" + locale);
              assertThat(finding.blocks()).isFalse();
              assertThat(finding.why()).isNotBlank();
              assertThat(finding.proposal()).isNotBlank();
            });
  }

  @Test
  void yes_or_no_is_fine_on_two_thumbs() {
    assertThat(of("Did we help you?", StandardScale.CSAT_THUMBS.scale())).isEmpty();
  }

  @Test
  void a_sentence_has_at_most_twenty_words() {
    String twenty = "How satisfied " + "so ".repeat(17) + "far?";
    assertThat(of(twenty, FIVE)).isEmpty();
    assertThat(of(twenty.replace("far", "very far"), FIVE))
        .extracting(Finding::rule)
        .containsExactly(Rule.LONG_SENTENCE);
  }

  @Test
  void two_questions_are_enough_and_one_is_for_a_comment() {
    Question more = Question.text("q3", Map.of("en", "What else?"));
    assertThat(SurveyCheck.of(asking(scored("How was it?"), WHY, more), null))
        .extracting(Finding::rule)
        .containsExactly(Rule.TOO_MANY_QUESTIONS);
    Definition noComment =
        new Definition(
            "S", Metric.CSAT, "en", Brand.NONE, List.of(scored("How?")), Map.of(), Map.of());
    assertThat(SurveyCheck.of(noComment, null))
        .extracting(Finding::rule)
        .containsExactly(Rule.NO_ROOM_FOR_A_COMMENT);
  }

  @Test
  void a_general_question_does_not_follow_a_single_interaction() {
    Definition general = asking(scored("Overall, how satisfied are you with us?"), WHY);
    assertThat(SurveyCheck.of(general, null)).isEmpty();
    assertThat(SurveyCheck.of(general, Trigger.RECURRING)).isEmpty();
    assertThat(SurveyCheck.of(general, Trigger.PER_INTERACTION))
        .extracting(Finding::rule)
        .containsExactly(Rule.GENERAL_QUESTION);
    assertThat(SurveyCheck.of(Template.NPS.define("N", "en", Brand.NONE), Trigger.PER_INTERACTION))
        .extracting(Finding::rule)
        .containsExactly(Rule.GENERAL_QUESTION);
  }

  @Test
  void texts_are_there_in_all_languages_or_in_none() {
    Question both =
        Question.rating(
            "q1", true, FIVE, Map.of("en", "How was it?", "nb", "Hvordan gikk det?"), Map.of());
    assertThat(SurveyCheck.of(asking(both, WHY), null))
        .extracting(Finding::rule, Finding::pointer)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Rule.MISSING_TRANSLATION, "/questions/1/text"));
  }

  @Test
  void a_pale_button_is_not_seen() {
    assertThat(branded("#ffee88"))
        .extracting(Finding::rule)
        .containsExactly(Rule.UNREADABLE_CONTRAST);
    assertThat(branded("#0b57d0")).isEmpty();
  }

  @Test
  void a_subject_leaves_room_for_a_name() {
    Definition definition =
        new Definition(
            "S",
            Metric.CSAT,
            "en",
            Brand.NONE,
            List.of(scored("How was it?"), WHY),
            Map.of("en", "x".repeat(100) + " {agent|us}"),
            Map.of());
    assertThat(SurveyCheck.of(definition, null))
        .extracting(Finding::pointer)
        .containsExactly("/subject/en");
  }

  @Test
  void a_language_that_does_not_ship_is_not_read() {
    Definition finnish =
        new Definition(
            "S",
            Metric.CSAT,
            "fi",
            Brand.NONE,
            List.of(
                Question.rating("q1", true, FIVE, Map.of("fi", "Oletko tyytyväinen?"), Map.of()),
                Question.text("q2", Map.of("fi", "Miksi?"))),
            Map.of(),
            Map.of());
    assertThat(SurveyCheck.of(finnish, null)).isEmpty();
  }

  private static List<Finding> branded(String colour) {
    return SurveyCheck.of(
        new Definition(
            "S",
            Metric.CSAT,
            "en",
            new Brand("Fjord", colour),
            List.of(scored("How was it?"), WHY),
            Map.of(),
            Map.of()),
        null);
  }

  private static List<Finding> of(String text, Scale scale) {
    return SurveyCheck.of(
        asking(Question.rating("q1", true, scale, Map.of("en", text), Map.of()), WHY), null);
  }

  private static Question scored(String text) {
    return Question.rating("q1", true, FIVE, Map.of("en", text), Map.of());
  }

  private static Definition asking(Question... questions) {
    return new Definition(
        "S", Metric.CSAT, "en", Brand.NONE, List.of(questions), Map.of(), Map.of());
  }
}
