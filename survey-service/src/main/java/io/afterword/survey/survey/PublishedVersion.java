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
 * @param copyOf the version whose wording and scale it has, if it is one of imported answers
 */
public record PublishedVersion(
    UUID surveyId,
    int version,
    Definition definition,
    boolean seriesBreak,
    Instant publishedAt,
    @Nullable Integer copyOf) {

  /** One that people are asked with. */
  PublishedVersion(
      UUID surveyId, int version, Definition definition, boolean seriesBreak, Instant publishedAt) {
    this(surveyId, version, definition, seriesBreak, publishedAt, null);
  }

  /** Whether its answers were given in another tool. */
  public boolean isImported() {
    return copyOf != null;
  }

  /** The version of answers to these questions that were given in another tool. */
  PublishedVersion imported(int number, Instant now) {
    return new PublishedVersion(surveyId, number, definition, true, now, version);
  }

  /**
   * The version that publishing a draft makes; none if the last version already says the same, so
   * that publishing twice is publishing once.
   *
   * @param number that the next version of the survey has
   */
  static Optional<PublishedVersion> of(
      UUID surveyId, Definition draft, @Nullable PublishedVersion last, int number, Instant now) {
    if (last == null) {
      return Optional.of(new PublishedVersion(surveyId, number, draft, false, now));
    }
    if (last.definition().equals(draft)) {
      return Optional.empty();
    }
    boolean seriesBreak = SeriesBreak.between(last.definition(), draft);
    return Optional.of(new PublishedVersion(surveyId, number, draft, seriesBreak, now));
  }
}
