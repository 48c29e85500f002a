package io.afterword.survey.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.StandardScale;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletenessTest {

  @Test
  void says_for_each_language_what_is_missing_and_whether_people_are_asked_in_it() {
    Definition definition =
        new Definition(
            "S",
            Metric.CSAT,
            "en",
            Brand.NONE,
            List.of(
                Question.rating(
                    "q1",
                    true,
                    StandardScale.CSAT_1_5.scale(),
                    Map.of("en", "How was it?", "nb", "Hvordan var det?"),
                    Map.of())),
            Map.of("en", "How was it?", "de", "Wie war es?"),
            Map.of());

    assertThat(Completeness.of(definition))
        .containsExactlyInAnyOrder(
            new Completeness.Line("en", 2, 2, true, List.of()),
            new Completeness.Line("nb", 1, 2, true, List.of("/subject")),
            new Completeness.Line("de", 1, 2, false, List.of("/questions/0/text")))
        .first()
        .extracting(Completeness.Line::locale)
        .isEqualTo("en");
  }
}
