package io.afterword.survey.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.check.Completeness.Missing;
import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.StandardScale;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
            new Completeness.Line("en", 2, 2, "en", List.of()),
            new Completeness.Line("nb", 1, 2, "nb", List.of(new Missing("/subject", "en"))),
            new Completeness.Line(
                "de", 1, 2, "en", List.of(new Missing("/questions/0/text", "en"))))
        .first()
        .extracting(Completeness.Line::locale)
        .isEqualTo("en");
  }

  /** As the page does it: Norwegian stands in for Norwegian, simplified never for traditional. */
  @Test
  void says_which_language_stands_in_for_what_is_missing() {
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
                    Map.of("en", "How?", "nb", "Hvordan?", "nn", "Korleis?", "zh-Hant", "如何？"),
                    Map.of("zh-Hans", Map.of("1", "很差")))),
            Map.of("nb", "Hvordan?", "zh-Hans", "如何？"),
            Map.of("nb", "Takk"));

    Map<String, List<Missing>> missing =
        Completeness.of(definition).stream()
            .collect(Collectors.toMap(Completeness.Line::locale, Completeness.Line::missing));
    assertThat(missing.get("nn"))
        .contains(
            new Missing("/subject", "nb"),
            new Missing("/thanks", "nb"),
            new Missing("/questions/0/labels", null));
    assertThat(missing.get("zh-Hant"))
        .contains(new Missing("/subject", null), new Missing("/questions/0/labels", null));
    assertThat(missing.get("zh-Hans"))
        .contains(new Missing("/questions/0/text", "en"), new Missing("/thanks", null));
  }
}
