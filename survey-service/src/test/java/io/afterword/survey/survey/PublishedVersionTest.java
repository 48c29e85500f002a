package io.afterword.survey.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.platform.problem.Problem;
import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.template.Template;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublishedVersionTest {

  private static final UUID ID = UUID.fromString("01937a5e-6b1c-7c3e-9d55-0f6a3b8c2d10");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Definition CSAT = Template.CSAT.define("S", "en", Brand.NONE);

  @Test
  void the_first_publication_is_version_1_of_a_new_series() {
    assertThat(PublishedVersion.of(ID, CSAT, null, 1, NOW))
        .contains(new PublishedVersion(ID, 1, CSAT, false, NOW));
  }

  @Test
  void publishing_an_unchanged_draft_again_makes_no_version() {
    PublishedVersion first = new PublishedVersion(ID, 1, CSAT, false, NOW);
    assertThat(PublishedVersion.of(ID, CSAT, first, 2, NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void a_new_name_is_a_new_version_of_the_same_series_and_a_new_question_is_not() {
    PublishedVersion first = new PublishedVersion(ID, 1, CSAT, false, NOW);
    Definition renamed = Template.CSAT.define("Another name", "en", Brand.NONE);
    assertThat(PublishedVersion.of(ID, renamed, first, 2, NOW))
        .contains(new PublishedVersion(ID, 2, renamed, false, NOW));
    Definition effort = Template.CES.define("S", "en", Brand.NONE);
    assertThat(PublishedVersion.of(ID, effort, first, 2, NOW))
        .contains(new PublishedVersion(ID, 2, effort, true, NOW));
  }

  @Test
  void a_definition_comes_back_from_the_database_as_it_was() {
    for (Template template : Template.values()) {
      Definition definition = template.define("S", "zh-Hant", new Brand("Fjord", "#0b57d0"));
      assertThat(DefinitionJson.read(DefinitionJson.write(definition))).isEqualTo(definition);
    }
  }

  @Test
  void a_field_of_a_newer_release_is_ignored_by_an_older_one() {
    String written = DefinitionJson.write(CSAT);
    String newer = "{\"incentive\": {\"kind\": \"none\"}," + written.substring(1);
    assertThat(DefinitionJson.read(newer)).isEqualTo(CSAT);
  }

  @Test
  void slots_are_0_to_1023_and_use_the_random_bits() {
    assertThat(SurveySlot.of(ID)).isEqualTo((short) 0x110);
    assertThat(
            IntStream.range(0, 20_000)
                .mapToObj(i -> SurveySlot.of(UUID.randomUUID()))
                .distinct()
                .count())
        .isEqualTo(SurveySlot.SLOTS);
  }

  @Test
  void an_archived_survey_is_changed_and_published_no_more() {
    Survey survey = Survey.draft(ID, CSAT, NOW);
    survey.publishedAs(1, NOW);
    assertThat(survey.archive(NOW)).isTrue();
    assertThat(survey.archive(NOW)).as("archiving twice is archiving once").isFalse();
    assertThat(survey.revision()).isEqualTo(2);
    assertThatThrownBy(() -> survey.publishedAs(2, NOW)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> survey.redefine(CSAT, NOW)).isInstanceOf(Problem.class);
  }
}
