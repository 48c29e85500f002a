package io.afterword.survey.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.definition.SeriesBreak.Reason;
import io.afterword.survey.definition.StandardScale;
import io.afterword.survey.survey.VersionComparison.Change;
import io.afterword.survey.survey.VersionComparison.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VersionComparisonTest {

  private static final Scale FIVE = StandardScale.CSAT_1_5.scale();
  private static final Definition BEFORE =
      asking("S", rating("How was it?", FIVE), text("why", "Why?"), text("what", "What else?"));

  @Test
  void the_same_is_no_change() {
    assertThat(VersionComparison.changes(BEFORE, BEFORE)).isEmpty();
  }

  @Test
  void wording_and_scale_are_named_by_the_questions_id_and_break_the_series() {
    Definition after =
        asking(
            "S",
            rating("How did it go?", StandardScale.CSAT_STARS_5.scale()),
            text("why", "Why?"),
            text("what", "What else?"));
    VersionComparison comparison = compare(BEFORE, after);
    assertThat(comparison.breaks()).containsExactly(Reason.SCALE, Reason.WORDING);
    assertThat(comparison.changes())
        .extracting(Change::path, Change::kind)
        .containsExactlyInAnyOrder(
            tuple("/questions/q1/text/en", Kind.CHANGED),
            tuple("/questions/q1/scale/id", Kind.CHANGED),
            tuple("/questions/q1/scale/look", Kind.CHANGED));
  }

  @Test
  void questions_are_added_removed_and_moved() {
    Definition after =
        asking("S", text("what", "What else?"), rating("How was it?", FIVE), text("new", "New?"));
    VersionComparison comparison = compare(BEFORE, after);
    assertThat(comparison.breaks()).isEmpty();
    assertThat(comparison.changes())
        .extracting(Change::path, Change::kind)
        .containsExactly(
            tuple("/questions/why", Kind.REMOVED),
            tuple("/questions/new", Kind.ADDED),
            tuple("/questions", Kind.MOVED));
  }

  @Test
  void a_value_is_shown_as_it_was_and_as_it_is() {
    Change change = compare(BEFORE, BEFORE.named("T")).changes().get(0);
    assertThat(change.path()).isEqualTo("/name");
    assertThat(String.valueOf(change.before())).isEqualTo("\"S\"");
    assertThat(String.valueOf(change.after())).isEqualTo("\"T\"");
  }

  private static VersionComparison compare(Definition before, Definition after) {
    UUID id = UUID.randomUUID();
    return VersionComparison.of(
        new PublishedVersion(id, 1, before, false, Instant.EPOCH),
        new PublishedVersion(id, 2, after, true, Instant.EPOCH));
  }

  private static Definition asking(String name, Question... questions) {
    return new Definition(
        name, Metric.CSAT, "en", Brand.NONE, List.of(questions), Map.of(), Map.of());
  }

  private static Question rating(String text, Scale scale) {
    return Question.rating("q1", true, scale, Map.of("en", text), Map.of());
  }

  private static Question text(String id, String text) {
    return Question.text(id, Map.of("en", text));
  }
}
