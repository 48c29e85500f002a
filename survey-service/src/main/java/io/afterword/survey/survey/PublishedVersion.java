package io.afterword.survey.survey;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.SeriesBreak;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was frozen at a publication; never changed afterwards.
 *
 * @param version counts from 1 within the survey
 * @param seriesBreak whether scores of this version are another series than those before
 */
public record PublishedVersion(
    UUID surveyId, int version, Definition definition, boolean seriesBreak, Instant publishedAt) {

  /**
   * The version that publishing a draft makes; none if the last version already says the same, so
   * that publishing twice is publishing once.
   */
  static Optional<PublishedVersion> of(
      UUID surveyId, Definition draft, @Nullable PublishedVersion last, Instant now) {
    if (last == null) {
      return Optional.of(new PublishedVersion(surveyId, 1, draft, false, now));
    }
    if (last.definition().equals(draft)) {
      return Optional.empty();
    }
    boolean seriesBreak = SeriesBreak.between(last.definition(), draft);
    return Optional.of(new PublishedVersion(surveyId, last.version() + 1, draft, seriesBreak, now));
  }
}
