package io.afterword.survey.respond;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Choice;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.NumberRange;
import io.afterword.survey.definition.Option;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.definition.StandardScale;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.respond.AnswerForm.Answered;
import io.afterword.survey.respond.AnswerForm.Fault;
import io.afterword.survey.respond.AnswerForm.Faulty;
import io.afterword.survey.template.Template;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that only some are asked, and answers that are neither a rating nor a text. */
class FollowUpTest {

  /** q1, reasons after 1 to 3, q2. */
  private static final Definition AGENT = Template.AGENT.define("A", "en", Brand.NONE);

  private static final Answer LOW = Answer.rating("q1", 2);
  private static final Answer HIGH = Answer.rating("q1", 5);
  private static final Answer SLOW = Answer.choices("reasons", List.of("too-slow"));

  @Test
  void the_reasons_of_a_low_rating_are_taken() {
    assertThat(read(List.of(LOW), Map.of("rating", "2", "reasons.too-slow", "on")))
        .containsExactly(LOW, SLOW);
    assertThat(read(List.of(), Map.of("rating", "2", "reasons.too-slow", "on")))
        .as("a program may send both at once")
        .containsExactly(LOW, SLOW);
  }

  @Test
  void an_answer_to_a_question_that_was_never_asked_is_refused() {
    assertThat(fault(AGENT, List.of(), Map.of("rating", "5", "reasons.too-slow", "on")).problem())
        .isEqualTo(SurveyProblem.QUESTION_NOT_ASKED);
  }

  @Test
  void who_changes_the_rating_on_the_page_that_asked_why_loses_nothing() {
    assertThat(read(List.of(LOW), Map.of("rating", "5", "reasons.too-slow", "on")))
        .containsExactly(HIGH, SLOW);
  }

  @Test
  void the_first_page_sent_again_keeps_the_follow_ups_answer() {
    assertThat(read(List.of(LOW, SLOW), Map.of("rating", "2"))).containsExactly(LOW, SLOW);
  }

  @Test
  void the_page_that_showed_the_follow_up_can_take_its_answer_back() {
    assertThat(read(List.of(LOW, SLOW), Map.of("rating", "2", "asked.reasons", "1")))
        .containsExactly(LOW);
  }

  @Test
  void an_option_that_there_is_not_is_no_field_of_the_form() {
    assertThat(fault(AGENT, List.of(LOW), Map.of("rating", "2", "reasons.nice", "on")).problem())
        .isEqualTo(SurveyProblem.UNKNOWN_ANSWER);
  }

  @ParameterizedTest
  @CsvSource({"2.5, 2.5", "'2,5', 2.5", "+7, 7", "٢٫٥, 2.5", "１２, 12", "007, 7", "0, 0"})
  void a_number_is_taken_as_people_write_it(String written, BigDecimal meant) {
    assertThat(answers(AnswerForm.read(OTHERS, days(written), List.of())))
        .containsExactly(HIGH, Answer.number("days", meant));
  }

  @ParameterizedTest
  @CsvSource({
    "x",
    "1e3",
    "0x1F",
    "--1",
    "1.2.3",
    "NaN",
    "∞",
    "1 000",
    "99999999999999999999999999"
  })
  void what_is_no_number_is_refused(String written) {
    assertThat(problem(days(written))).isEqualTo(SurveyProblem.NUMBER_MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({"-1", "101", "2.55"})
  void a_number_lies_in_its_range(String written) {
    assertThat(problem(days(written))).isEqualTo(SurveyProblem.NUMBER_OUT_OF_RANGE);
  }

  @Test
  void one_option_is_chosen_of_those_there_are() {
    FormFields known = new FormFields(Map.of("rating", "5", "which", "b"));
    assertThat(answers(AnswerForm.read(OTHERS, known, List.of())))
        .containsExactly(HIGH, Answer.choices("which", List.of("b")));
    FormFields unknown = new FormFields(Map.of("rating", "5", "which", "c"));
    assertThat(problem(unknown)).isEqualTo(SurveyProblem.CHOICE_UNKNOWN);
  }

  private static final Definition OTHERS =
      new Definition(
          "O",
          Metric.CSAT,
          "en",
          Brand.NONE,
          List.of(
              Question.rating(
                  "q1", true, StandardScale.CSAT_1_5.scale(), Map.of("en", "How?"), Map.of()),
              Question.number("days", Map.of("en", "How many days?"), new NumberRange(0, 100, 1)),
              Question.choice(
                  "which",
                  QuestionForm.SINGLE_CHOICE,
                  Map.of("en", "Which?"),
                  new Choice(List.of(option("a"), option("b")), false))),
          Map.of(),
          Map.of());

  private static Option option(String id) {
    return new Option(id, Map.of("en", id), false);
  }

  private static FormFields days(String written) {
    return new FormFields(Map.of("rating", "5", "days", written));
  }

  private static List<Answer> read(List<Answer> before, Map<String, String> fields) {
    return answers(AnswerForm.read(AGENT, new FormFields(fields), before));
  }

  private static List<Answer> answers(AnswerForm.Reading reading) {
    assertThat(reading).isInstanceOf(Answered.class);
    return ((Answered) reading).answers();
  }

  private static Object problem(FormFields fields) {
    return ((Faulty) AnswerForm.read(OTHERS, fields, List.of())).faults().get(0).problem();
  }

  private static Fault fault(
      Definition definition, List<Answer> before, Map<String, String> fields) {
    return ((Faulty) AnswerForm.read(definition, new FormFields(fields), before)).faults().get(0);
  }
}
