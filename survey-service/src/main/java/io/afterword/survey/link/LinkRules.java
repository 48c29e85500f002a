package io.afterword.survey.link;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.survey.definition.Storable;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.survey.PublishedVersions.Standing;
import io.afterword.survey.survey.SurveyState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an invitation that has no link yet gets one; the answer names its reason. */
final class LinkRules {

  /** A survey that is answered more than a year later asks about nothing anybody remembers. */
  static final Duration LONGEST = Duration.ofDays(400);

  /** Some 40 facts with long texts; it is copied to every response and every event. */
  static final int LARGEST_CONTEXT_BYTES = 16 * 1024;

  private LinkRules() {}

  sealed interface Decision permits Take, Refuse {}

  /** The link asks with this version. */
  record Take(int version) implements Decision {}

  record Refuse(SurveyProblem problem, String detail) implements Decision {}

  static Decision decide(
      @Nullable Standing survey, Instant expiresAt, @Nullable JsonNode context, Instant now) {
    if (survey == null) {
      return new Refuse(
          SurveyProblem.UNKNOWN_SURVEY, "There is no such survey; name one of GET /v1/surveys.");
    }
    if (survey.state() == SurveyState.ARCHIVED) {
      return new Refuse(
          SurveyProblem.SURVEY_ARCHIVED, "The survey is archived; ask with another one.");
    }
    Optional<Integer> version = survey.version();
    if (version.isEmpty()) {
      return new Refuse(
          SurveyProblem.NOT_PUBLISHED, "The survey is a draft; publish it before asking with it.");
    }
    if (!now.isBefore(expiresAt)) {
      return new Refuse(
          SurveyProblem.EXPIRED, "The invitation expired before it got its link; make a new one.");
    }
    if (expiresAt.isAfter(now.plus(LONGEST))) {
      return new Refuse(
          SurveyProblem.EXPIRY_TOO_FAR,
          "An invitation expires within %d days.".formatted(LONGEST.toDays()));
    }
    return fault(context).<Decision>map(fault -> fault).orElseGet(() -> new Take(version.get()));
  }

  private static Optional<Refuse> fault(@Nullable JsonNode context) {
    if (context == null) {
      return Optional.empty();
    }
    if (context.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_CONTEXT_BYTES) {
      return Optional.of(
          new Refuse(
              SurveyProblem.CONTEXT_TOO_LARGE,
              "The context has more than %d bytes; leave facts out."
                  .formatted(LARGEST_CONTEXT_BYTES)));
    }
    if (!context.isObject() || !storable(context)) {
      return Optional.of(
          new Refuse(
              SurveyProblem.UNSTORABLE_TEXT,
              "The context is a JSON object whose texts hold no NUL and no half of a character."));
    }
    return Optional.empty();
  }

  /** The same for every name and every text inside a JSON value. */
  static boolean storable(JsonNode node) {
    if (node.isTextual()) {
      return Storable.text(node.textValue());
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!Storable.text(field.getKey()) || !storable(field.getValue())) {
        return false;
      }
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        if (!storable(element)) {
          return false;
        }
      }
    }
    return true;
  }
}
