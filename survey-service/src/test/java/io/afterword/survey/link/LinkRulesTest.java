package io.afterword.survey.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.afterword.survey.link.LinkRules.Decision;
import io.afterword.survey.link.LinkRules.Refuse;
import io.afterword.survey.link.LinkRules.Take;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.survey.PublishedVersions.Standing;
import io.afterword.survey.survey.SurveyState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant IN_TWO_WEEKS = NOW.plus(Duration.ofDays(14));
  private static final Standing PUBLISHED = new Standing(SurveyState.PUBLISHED, Optional.of(3));
  private static final JsonNode CONTEXT =
      JsonNodeFactory.instance.objectNode().put("kind", "SUPPORT");

  @Test
  void takes_the_newest_published_version() {
    assertThat(decide(PUBLISHED, IN_TWO_WEEKS, CONTEXT)).isEqualTo(new Take(3));
    assertThat(decide(PUBLISHED, IN_TWO_WEEKS, null)).isEqualTo(new Take(3));
  }

  @Test
  void refuses_surveys_that_cannot_be_asked_with() {
    assertThat(problem(null, IN_TWO_WEEKS, CONTEXT)).isEqualTo(SurveyProblem.UNKNOWN_SURVEY);
    assertThat(problem(new Standing(SurveyState.DRAFT, Optional.empty()), IN_TWO_WEEKS, CONTEXT))
        .isEqualTo(SurveyProblem.NOT_PUBLISHED);
    assertThat(problem(new Standing(SurveyState.ARCHIVED, Optional.of(3)), IN_TWO_WEEKS, CONTEXT))
        .isEqualTo(SurveyProblem.SURVEY_ARCHIVED);
  }

  @Test
  void an_expiry_lies_ahead_and_not_in_a_far_future() {
    assertThat(problem(PUBLISHED, NOW, CONTEXT)).isEqualTo(SurveyProblem.EXPIRED);
    assertThat(decide(PUBLISHED, NOW.plusNanos(1), CONTEXT)).isEqualTo(new Take(3));
    assertThat(decide(PUBLISHED, NOW.plus(LinkRules.LONGEST), CONTEXT)).isEqualTo(new Take(3));
    assertThat(problem(PUBLISHED, NOW.plus(LinkRules.LONGEST).plusSeconds(1), CONTEXT))
        .isEqualTo(SurveyProblem.EXPIRY_TOO_FAR);
    assertThat(problem(PUBLISHED, Instant.MAX, CONTEXT)).isEqualTo(SurveyProblem.EXPIRY_TOO_FAR);
  }

  @Test
  void a_context_is_a_small_object_that_can_be_stored() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    assertThat(problem(PUBLISHED, IN_TWO_WEEKS, json.objectNode().put("a", "x".repeat(16 * 1024))))
        .isEqualTo(SurveyProblem.CONTEXT_TOO_LARGE);
    assertThat(problem(PUBLISHED, IN_TWO_WEEKS, json.objectNode().put("a", "\u0000")))
        .isEqualTo(SurveyProblem.UNSTORABLE_TEXT);
    assertThat(problem(PUBLISHED, IN_TWO_WEEKS, json.arrayNode()))
        .isEqualTo(SurveyProblem.UNSTORABLE_TEXT);
  }

  @Test
  void a_context_is_looked_at_in_every_corner() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    assertThat(LinkRules.storable(json.readTree("{\"a\": [1, {\"b\": \"fine\"}], \"c\": null}")))
        .isTrue();
    assertThat(LinkRules.storable(json.readTree("{\"a\": [1, {\"b\": \"\\u0000\"}]}"))).isFalse();
    assertThat(LinkRules.storable(json.readTree("{\"a\\u0000\": 1}"))).isFalse();
    assertThat(LinkRules.storable(json.readTree("{\"a\": \"\\ud800\"}"))).isFalse();
  }

  private static Decision decide(
      @Nullable Standing survey, Instant expiresAt, @Nullable JsonNode context) {
    return LinkRules.decide(survey, expiresAt, context, NOW);
  }

  private static SurveyProblem problem(
      @Nullable Standing survey, Instant expiresAt, @Nullable JsonNode context) {
    return ((Refuse) decide(survey, expiresAt, context)).problem();
  }
}
