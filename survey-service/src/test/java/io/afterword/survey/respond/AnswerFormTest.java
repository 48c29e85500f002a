package io.afterword.survey.respond;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.platform.problem.ProblemCode;
import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.respond.AnswerForm.Answered;
import io.afterword.survey.respond.AnswerForm.Fault;
import io.afterword.survey.respond.AnswerForm.Faulty;
import io.afterword.survey.template.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFormTest {

  private static final Definition CSAT = Template.CSAT.define("S", "en", Brand.NONE);
  private static final Definition NPS = Template.NPS.define("N", "en", Brand.NONE);

  @Test
  void reads_a_rating_and_a_comment() {
    assertThat(read(CSAT, Map.of("rating", "4", "comment", "  Quick.\r\n", "lang", "en")))
        .isEqualTo(
            new Answered(
                List.of(Answer.rating("q1", 4), Answer.text("q2", "Quick.")),
                Completeness.COMPLETE));
  }

  @Test
  void a_rating_alone_is_enough_and_an_empty_comment_is_none() {
    assertThat(read(CSAT, Map.of("rating", "1", "comment", " ")))
        .isEqualTo(new Answered(List.of(Answer.rating("q1", 1)), Completeness.COMPLETE));
  }

  @Test
  void a_partial_response_has_no_comment() {
    assertThat(
            read(CSAT, Map.of("rating", "4", "comment", "half a sen", "completeness", "PARTIAL")))
        .isEqualTo(new Answered(List.of(Answer.rating("q1", 4)), Completeness.PARTIAL));
  }

  @Test
  void zero_is_a_rating_where_the_scale_has_it() {
    assertThat(read(NPS, Map.of("rating", "0")))
        .isEqualTo(new Answered(List.of(Answer.rating("q1", 0)), Completeness.COMPLETE));
    assertThat(problem(CSAT, Map.of("rating", "0"))).isEqualTo(SurveyProblem.RATING_OUT_OF_SCALE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "-1", "4.0", "4.5", "04", "four", "99999999999", "４", "1 2"})
  void a_rating_that_is_not_on_the_scale_is_refused_with_the_scale(String rating) {
    Fault fault = faults(CSAT, Map.of("rating", rating)).get(0);
    assertThat(fault.problem()).isEqualTo(SurveyProblem.RATING_OUT_OF_SCALE);
    assertThat(fault.detail()).startsWith("rating must be 1 to 5, was " + rating);
  }

  @Test
  void without_a_rating_there_is_no_response() {
    assertThat(problem(CSAT, Map.of("comment", "I will not rate you.")))
        .isEqualTo(SurveyProblem.RATING_MISSING);
    assertThat(problem(CSAT, Map.of("completeness", "PARTIAL")))
        .isEqualTo(SurveyProblem.RATING_MISSING);
  }

  @Test
  void a_comment_is_as_long_as_two_pages_counted_in_characters() {
    String longest = "\ud83d\ude00".repeat(AnswerReader.LONGEST_TEXT);
    assertThat(read(CSAT, Map.of("rating", "5", "comment", longest))).isInstanceOf(Answered.class);
    assertThat(problem(CSAT, Map.of("rating", "5", "comment", longest + "x")))
        .isEqualTo(SurveyProblem.TEXT_TOO_LONG);
  }

  @Test
  void a_comment_that_would_be_altered_by_the_database_is_refused() {
    assertThat(problem(CSAT, Map.of("rating", "5", "comment", "a\u0000b")))
        .isEqualTo(SurveyProblem.UNSTORABLE_TEXT);
    assertThat(problem(CSAT, Map.of("rating", "5", "comment", "a\u0007b")))
        .isEqualTo(SurveyProblem.UNSTORABLE_TEXT);
    assertThat(problem(CSAT, Map.of("rating", "5", "comment", "a\ud800b")))
        .isEqualTo(SurveyProblem.UNSTORABLE_TEXT);
  }

  @Test
  void a_field_that_no_question_has_is_refused() {
    assertThat(problem(CSAT, Map.of("rating", "5", "q9", "3")))
        .isEqualTo(SurveyProblem.UNKNOWN_ANSWER);
  }

  @Test
  void all_faults_are_found_at_once() {
    assertThat(faults(CSAT, Map.of("rating", "9", "comment", "\u0000", "x", "1")))
        .extracting(Fault::field)
        .containsExactly("rating", "comment", "x");
  }

  private static AnswerForm.Reading read(Definition definition, Map<String, String> fields) {
    return AnswerForm.read(definition, new FormFields(fields), List.of());
  }

  private static List<Fault> faults(Definition definition, Map<String, String> fields) {
    return ((Faulty) read(definition, fields)).faults();
  }

  private static ProblemCode problem(Definition definition, Map<String, String> fields) {
    return faults(definition, fields).get(0).problem();
  }
}
