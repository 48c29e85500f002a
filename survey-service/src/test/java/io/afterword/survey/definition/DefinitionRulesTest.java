package io.afterword.survey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.definition.DefinitionFault.Kind;
import io.afterword.survey.template.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionRulesTest {

  private static final Scale FIVE =
      Scale.of("csat-1-5", 1, 5, Polarity.HIGHER_IS_BETTER, List.of(4, 5), List.of(1, 2));

  @ParameterizedTest
  @EnumSource(Template.class)
  void takes_every_template(Template template) {
    assertThat(DefinitionRules.check(template.define("Any", "nb", Brand.NONE))).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway")
  void names_every_missing_field() {
    Definition nothing = new Definition(null, null, null, null, null, null, null);

    assertThat(DefinitionRules.check(nothing))
        .containsExactly(
            missing("/name"),
            missing("/metric"),
            missing("/defaultLocale"),
            new DefinitionFault("/questions", Kind.REQUIRED, "Ask at least one question."));
  }

  private static DefinitionFault missing(String pointer) {
    return new DefinitionFault(pointer, Kind.REQUIRED, "This field is needed.");
  }

  @Test
  void wants_exactly_one_scored_question() {
    Question one = rating("q1", FIVE);
    assertThat(kinds(asking(one, rating("q2", FIVE))))
        .containsExactly(Kind.NOT_ONE_SCORED_QUESTION);
    assertThat(kinds(asking(Question.text("q2", Map.of("en", "Why?")))))
        .containsExactly(Kind.NOT_ONE_SCORED_QUESTION);
  }

  @Test
  void refuses_two_questions_of_one_id_and_ids_that_are_none() {
    assertThat(kinds(asking(rating("q1", FIVE), Question.text("q1", Map.of("en", "Why?")))))
        .containsExactly(Kind.DUPLICATE_ID);
    assertThat(kinds(asking(rating("Q 1", FIVE)))).containsExactly(Kind.NOT_AN_ID);
  }

  @Test
  void refuses_more_than_ten_questions() {
    Question[] many =
        IntStream.rangeClosed(1, 11)
            .mapToObj(
                i -> i == 1 ? rating("q1", FIVE) : Question.text("q" + i, Map.of("en", "Why?")))
            .toArray(Question[]::new);
    assertThat(kinds(asking(many))).containsExactly(Kind.TOO_MANY_QUESTIONS);
  }

  @Test
  void a_text_has_no_scale_and_a_rating_needs_one() {
    Question textWithScale =
        new Question(
            "q2", QuestionForm.TEXT, false, null, Map.of("en", "Why?"), FIVE, Map.of(), null, null);
    assertThat(kinds(asking(rating("q1", FIVE), textWithScale)))
        .containsExactly(Kind.SCALE_NOT_ALLOWED);
    Question ratingWithout =
        new Question(
            "q1",
            QuestionForm.RATING,
            true,
            null,
            Map.of("en", "How?"),
            null,
            Map.of(),
            null,
            null);
    assertThat(kinds(asking(ratingWithout))).containsExactly(Kind.SCALE_MISSING);
  }

  @Test
  void a_scale_has_two_to_eleven_points_between_0_and_10() {
    assertThat(kinds(asking(rating("q1", scale(3, 3))))).containsExactly(Kind.SCALE_OUT_OF_RANGE);
    assertThat(kinds(asking(rating("q1", scale(0, 11))))).containsExactly(Kind.SCALE_TOO_LONG);
    assertThat(kinds(asking(rating("q1", scale(-1, 5))))).containsExactly(Kind.SCALE_OUT_OF_RANGE);
    assertThat(kinds(asking(rating("q1", scale(0, 10))))).isEmpty();
    assertThat(kinds(asking(rating("q1", scale(0, 1))))).isEmpty();
    assertThat(kinds(asking(rating("q1", scale(Integer.MIN_VALUE, Integer.MAX_VALUE)))))
        .containsExactly(Kind.SCALE_TOO_LONG);
  }

  @Test
  void classes_lie_on_the_scale_apart_and_in_its_direction() {
    assertThat(kinds(asking(rating("q1", classes(List.of(5, 6), List.of(1))))))
        .containsExactly(Kind.RATING_OUT_OF_SCALE);
    assertThat(kinds(asking(rating("q1", classes(List.of(3, 4), List.of(3))))))
        .containsExactly(Kind.CLASSES_OVERLAP);
    assertThat(kinds(asking(rating("q1", classes(List.of(1, 2), List.of(4, 5))))))
        .containsExactly(Kind.CLASSES_AGAINST_POLARITY);
    assertThat(kinds(asking(rating("q1", classes(List.of(), List.of(1))))))
        .containsExactly(Kind.REQUIRED);
  }

  @Test
  void a_scale_that_runs_the_other_way_has_its_classes_the_other_way() {
    Scale effort = Scale.of("effort", 1, 5, Polarity.LOWER_IS_BETTER, List.of(1, 2), List.of(4, 5));
    assertThat(kinds(asking(rating("q1", effort)))).isEmpty();
  }

  @Test
  void nps_is_asked_on_0_to_10_or_by_its_name_on_1_to_10() {
    Scale oneToTen =
        Scale.of(
            "nps-1-10",
            1,
            10,
            Polarity.HIGHER_IS_BETTER,
            List.of(9, 10),
            List.of(1, 2, 3, 4, 5, 6));
    assertThat(kinds(nps(oneToTen))).containsExactly(Kind.NOT_THE_METRICS_SCALE);
    assertThat(kinds(nps(StandardScale.NPS_1_10_LEGACY.scale()))).isEmpty();
    assertThat(kinds(nps(StandardScale.CSAT_1_10.scale())))
        .containsExactly(Kind.NOT_THE_METRICS_SCALE);
  }

  private static Definition nps(Scale scale) {
    return new Definition(
        "N", Metric.NPS, "en", Brand.NONE, List.of(rating("q1", scale)), Map.of(), Map.of());
  }

  @Test
  void every_question_is_worded_in_the_default_locale() {
    Question norwegian =
        Question.rating("q1", true, FIVE, Map.of("nb", "Hvordan gikk det?"), Map.of());
    assertThat(DefinitionRules.check(asking(norwegian)))
        .extracting(DefinitionFault::pointer)
        .containsExactly("/questions/0/text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"e", "english-language", "en_GB", "EN", "12", "", "xx", "qqq", "en-ZZ", "und"})
  void locales_are_written_as_bcp_47_does(String locale) {
    Question question =
        Question.rating("q1", true, FIVE, Map.of("en", "How?", locale, "How?"), Map.of());
    assertThat(kinds(asking(question))).containsExactly(Kind.NOT_A_LOCALE);
  }

  @Test
  void labels_of_a_scale_without_end_are_refused_without_making_its_points() {
    Question endless =
        Question.rating(
            "q1",
            true,
            scale(0, Integer.MAX_VALUE),
            Map.of("en", "How?"),
            Map.of("en", Map.of("1", "Bad", "x", "Good", "01", "Better")));
    assertThat(DefinitionRules.check(asking(endless)))
        .extracting(DefinitionFault::pointer)
        .containsExactlyInAnyOrder(
            "/questions/0/scale", "/questions/0/labels/en/x", "/questions/0/labels/en/01");
  }

  @Test
  void labels_belong_to_points_of_the_scale() {
    Question question =
        Question.rating(
            "q1", true, FIVE, Map.of("en", "How?"), Map.of("en", Map.of("6", "Beyond")));
    assertThat(DefinitionRules.check(asking(question)))
        .extracting(DefinitionFault::pointer)
        .containsExactly("/questions/0/labels/en/6");
  }

  @Test
  void a_subject_cannot_smuggle_a_header() {
    Definition definition =
        with(Map.of("en", "How did we do?\r\nBcc: everybody@example.org"), Map.of());
    assertThat(kinds(definition)).containsExactly(Kind.UNSTORABLE_TEXT);
  }

  @Test
  void texts_are_storable_and_not_too_long() {
    assertThat(kinds(with(Map.of(), Map.of("en", "Thanks\u0000"))))
        .containsExactly(Kind.UNSTORABLE_TEXT);
    assertThat(kinds(with(Map.of(), Map.of("en", "Thanks \ud83d"))))
        .containsExactly(Kind.UNSTORABLE_TEXT);
    assertThat(kinds(with(Map.of(), Map.of("en", "x".repeat(501))))).containsExactly(Kind.TOO_LONG);
    assertThat(kinds(with(Map.of(), Map.of("en", "\ud83d\ude00".repeat(500))))).isEmpty();
    assertThat(kinds(with(Map.of(), Map.of("en", "  ")))).containsExactly(Kind.REQUIRED);
  }

  @Test
  void a_colour_is_rrggbb() {
    Definition definition =
        new Definition(
            "S",
            Metric.CSAT,
            "en",
            new Brand("Fjord", "red"),
            List.of(rating("q1", FIVE)),
            Map.of(),
            Map.of());
    assertThat(kinds(definition)).containsExactly(Kind.NOT_A_COLOUR);
  }

  @Test
  @SuppressWarnings("NullAway")
  void a_null_where_a_value_belongs_is_a_fault_and_not_a_crash() {
    Map<String, String> noText = new HashMap<>();
    noText.put("en", null);
    Map<String, Map<String, String>> noLabels = new HashMap<>();
    noLabels.put("en", null);
    Scale holes = Scale.of(null, 1, 5, null, Arrays.asList(5, null), Arrays.asList((Integer) null));
    List<Question> questions =
        Arrays.asList(null, Question.rating(null, true, holes, noText, noLabels));

    assertThat(
            DefinitionRules.check(
                new Definition("S", Metric.CSAT, "en", null, questions, null, null)))
        .extracting(DefinitionFault::pointer)
        .containsExactly(
            "/questions/0",
            "/questions/1/id",
            "/questions/1/scale/id",
            "/questions/1/scale/polarity",
            "/questions/1/scale/satisfied",
            "/questions/1/scale/dissatisfied",
            "/questions/1/labels/en",
            "/questions/1/text/en");
  }

  @Test
  void a_text_has_no_markup() {
    for (String text : List.of("Hi <script>alert(1)</script>", "<b>How?", "a < /p>", "<!-- x")) {
      assertThat(kinds(with(Map.of(), Map.of("en", text)))).containsExactly(Kind.MARKUP);
    }
    assertThat(kinds(with(Map.of(), Map.of("en", "Wait < 5 min, we <3 you")))).isEmpty();
  }

  @Test
  void placeholders_are_closed_known_and_have_something_to_say_instead() {
    assertThat(kinds(with(Map.of(), Map.of("en", "Thanks from {brand} and {agent|us}")))).isEmpty();
    assertThat(kinds(with(Map.of(), Map.of("en", "Thanks from {brand"))))
        .containsExactly(Kind.UNCLOSED_PLACEHOLDER);
    assertThat(kinds(with(Map.of(), Map.of("en", "Thanks brand}"))))
        .containsExactly(Kind.UNCLOSED_PLACEHOLDER);
    assertThat(kinds(with(Map.of(), Map.of("en", "Thanks {{brand}}"))))
        .containsExactly(Kind.UNCLOSED_PLACEHOLDER);
    assertThat(kinds(with(Map.of(), Map.of("en", "Thanks {name}"))))
        .containsExactly(Kind.UNKNOWN_PLACEHOLDER);
    assertThat(kinds(with(Map.of(), Map.of("en", "Thanks from {agent}"))))
        .containsExactly(Kind.PLACEHOLDER_WITHOUT_FALLBACK);
    assertThat(kinds(with(Map.of(), Map.of("en", "Thanks from {agent| }"))))
        .containsExactly(Kind.PLACEHOLDER_WITHOUT_FALLBACK);
  }

  @Test
  void a_look_fits_its_scale_and_faces_have_words() {
    Scale five = StandardScale.CSAT_FACES_5.scale();
    assertThat(kinds(asking(rating("q1", five)))).containsExactly(Kind.LABELS_MISSING);
    assertThat(kinds(asking(rating("q1", scale(1, 4).drawnAs(Look.FACES)))))
        .containsExactly(Kind.LOOK_DOES_NOT_FIT, Kind.LABELS_MISSING);
    assertThat(kinds(asking(rating("q1", FIVE.drawnAs(Look.THUMBS)))))
        .containsExactly(Kind.LOOK_DOES_NOT_FIT, Kind.LABELS_MISSING);
    assertThat(kinds(asking(rating("q1", scale(0, 5).drawnAs(Look.STARS)))))
        .containsExactly(Kind.LOOK_DOES_NOT_FIT);
    assertThat(kinds(asking(rating("q1", FIVE.drawnAs(Look.STARS))))).isEmpty();
  }

  @Test
  void a_choice_has_options_with_ids_of_their_own() {
    Choice none = new Choice(List.of(), false);
    assertThat(kinds(asking(rating("q1", FIVE), choice("q2", none))))
        .containsExactly(Kind.OPTION_COUNT);
    Choice twice = new Choice(List.of(option("a"), option("a")), false);
    assertThat(kinds(asking(rating("q1", FIVE), choice("q2", twice))))
        .containsExactly(Kind.DUPLICATE_ID);
    Choice unworded =
        new Choice(List.of(option("a"), new Option("b", Map.of("de", "B"), false)), false);
    assertThat(DefinitionRules.check(asking(rating("q1", FIVE), choice("q2", unworded))))
        .extracting(DefinitionFault::pointer)
        .containsExactly("/questions/1/choice/options/1/text");
  }

  @Test
  void a_number_has_a_range() {
    assertThat(kinds(asking(rating("q1", FIVE), number(new NumberRange(5, 5, 0)))))
        .containsExactly(Kind.NUMBER_RANGE);
    assertThat(kinds(asking(rating("q1", FIVE), number(new NumberRange(0, Long.MAX_VALUE, 9)))))
        .containsExactly(Kind.NUMBER_RANGE);
    assertThat(kinds(asking(rating("q1", FIVE), number(new NumberRange(-5, 5, 2))))).isEmpty();
  }

  @Test
  void a_condition_looks_back_at_answers_that_can_be_given() {
    Question why = Question.text("q2", Map.of("en", "Why?"));
    assertThat(conditional(why.showIf(Condition.rated("q1", List.of(1, 2))))).isEmpty();
    assertThat(conditional(why.showIf(Condition.rated("q1", List.of(6)))))
        .containsExactly(Kind.CONDITION_NEVER_MET);
    assertThat(conditional(why.showIf(Condition.chose("q1", List.of("a")))))
        .containsExactly(Kind.REQUIRED, Kind.CONDITION_NEVER_MET);
    assertThat(conditional(why.showIf(Condition.rated("q9", List.of(1)))))
        .containsExactly(Kind.CONDITION_ON_UNKNOWN_QUESTION);
    assertThat(conditional(why.showIf(Condition.rated("q2", List.of(1)))))
        .containsExactly(Kind.CONDITION_LOOP);
    assertThat(
            conditional(
                why.showIf(Condition.rated("q3", List.of(1))),
                rating("q3", FIVE).showIf(Condition.rated("q2", List.of(1)))))
        .contains(Kind.CONDITION_LOOP, Kind.CONDITION_NOT_DECIDABLE);
    assertThat(conditional(why.showIf(Condition.rated("q3", List.of(1))), choice("q3", AB)))
        .containsExactly(Kind.CONDITION_ON_LATER_QUESTION);
    assertThat(
            kinds(
                asking(
                    choice("q0", AB),
                    rating("q1", FIVE).showIf(Condition.chose("q0", List.of("a"))))))
        .containsExactly(Kind.SCORED_QUESTION_CONDITIONAL);
  }

  @Test
  void ids_do_not_clash_with_the_forms_own_fields() {
    for (String id : List.of("rating", "comment", "lang", "csrf", "completeness", "asked")) {
      assertThat(kinds(asking(rating("q1", FIVE), Question.text(id, Map.of("en", "Why?")))))
          .containsExactly(Kind.RESERVED_ID);
    }
  }

  private static final Choice AB = new Choice(List.of(option("a"), option("b")), false);

  private static List<Kind> conditional(Question... later) {
    List<Question> questions = new ArrayList<>(List.of(later));
    questions.add(0, rating("q1", FIVE));
    return kinds(
        asking(questions.stream().map(DefinitionRulesTest::unscored).toArray(Question[]::new)));
  }

  /** Only q1 is scored. */
  private static Question unscored(Question question) {
    return question.id().equals("q3") && question.form() == QuestionForm.RATING
        ? new Question(
            "q3",
            QuestionForm.RATING,
            false,
            question.showIf(),
            question.text(),
            question.scale(),
            question.labels(),
            null,
            null)
        : question;
  }

  private static Option option(String id) {
    return new Option(id, Map.of("en", "Option " + id), false);
  }

  private static Question choice(String id, Choice choice) {
    return Question.choice(id, QuestionForm.SINGLE_CHOICE, Map.of("en", "Which?"), choice);
  }

  private static Question number(NumberRange range) {
    return Question.number("days", Map.of("en", "How many days?"), range);
  }

  private static List<Kind> kinds(Definition definition) {
    return DefinitionRules.check(definition).stream()
        .map(DefinitionFault::kind)
        .distinct()
        .toList();
  }

  private static Definition asking(Question... questions) {
    return new Definition(
        "S", Metric.CSAT, "en", Brand.NONE, List.of(questions), Map.of(), Map.of());
  }

  private static Definition with(Map<String, String> subject, Map<String, String> thanks) {
    return new Definition(
        "S", Metric.CSAT, "en", Brand.NONE, List.of(rating("q1", FIVE)), subject, thanks);
  }

  private static Question rating(String id, Scale scale) {
    return Question.rating(id, true, scale, Map.of("en", "How?"), Map.of());
  }

  private static Scale scale(int min, int max) {
    return Scale.of("any", min, max, Polarity.HIGHER_IS_BETTER, List.of(max), List.of(min));
  }

  private static Scale classes(List<Integer> satisfied, List<Integer> dissatisfied) {
    return Scale.of("any", 1, 5, Polarity.HIGHER_IS_BETTER, satisfied, dissatisfied);
  }
}
