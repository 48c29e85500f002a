package io.afterword.survey.responseimport;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.StandardScale;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final Definition SURVEY =
      new Definition(
          "S",
          Metric.NPS,
          "en",
          Brand.NONE,
          List.of(
              Question.rating(
                  "q1",
                  true,
                  StandardScale.NPS_0_10.scale(),
                  Map.of("en", "How likely are you to recommend us?", "nb", "Vil du anbefale oss?"),
                  Map.of()),
              Question.text("q2", Map.of("en", "Why?"))),
          Map.of(),
          Map.of());

  private static List<String> guessed(Layout layout, String... header) {
    return layout.guess(List.of(header), SURVEY).stream().map(Target::path).toList();
  }

  @Test
  void an_export_of_delighted_is_known_by_its_columns() {
    List<String> header =
        List.of("id", "person", "survey_type", "score", "comment", "permalink", "created_at");
    assertThat(Layout.recognised(header)).isEqualTo(Layout.DELIGHTED);
    assertThat(guessed(Layout.DELIGHTED, header.toArray(String[]::new)))
        .containsExactly("id", "", "", "answer.q1", "answer.q2", "", "firstAnsweredAt");
    assertThat(Layout.recognised(List.of("Response ID", "Score", "Delighted Source")))
        .isEqualTo(Layout.DELIGHTED);
  }

  @Test
  void a_long_cell_is_shown_cut_between_its_characters() {
    String rockets = "\ud83d\ude80".repeat(100);
    assertThat(Found.sample(List.of("a", rockets, "b" + rockets)))
        .containsExactly("a", rockets, "b" + "\ud83d\ude80".repeat(99) + "...");
  }

  @Test
  void the_answers_of_a_form_begin_with_their_time_in_any_language() {
    assertThat(Layout.recognised(List.of("Tidsmerke", "Vil du anbefale oss?")))
        .isEqualTo(Layout.GOOGLE_FORMS);
    assertThat(guessed(Layout.GOOGLE_FORMS, "タイムスタンプ", "Vil du  anbefale oss?", "Score", "why?"))
        .containsExactly("firstAnsweredAt", "answer.q1", "", "answer.q2");
  }

  @Test
  void our_own_export_can_be_read_again() {
    assertThat(Layout.recognised(List.of("id", "surveyId", "firstAnsweredAt", "answer.q1")))
        .isEqualTo(Layout.COLUMNS);
    assertThat(
            guessed(
                Layout.COLUMNS,
                "id",
                "surveyId",
                "locale",
                "firstAnsweredAt",
                "answeredAt",
                "contactId",
                "agent.name",
                "answer.q1",
                "answer.q2"))
        .containsExactly(
            "id",
            "",
            "locale",
            "firstAnsweredAt",
            "",
            "contactId",
            "agent.name",
            "answer.q1",
            "answer.q2");
  }

  @Test
  void no_two_columns_are_the_same() {
    assertThat(guessed(Layout.COLUMNS, "score", "rating", "date", "created at"))
        .containsExactly("answer.q1", "", "firstAnsweredAt", "");
  }
}
