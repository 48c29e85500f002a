package io.afterword.scoring.series;

import io.afterword.scoring.metric.Metric;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A survey version as it was announced, checked; its questions are those with a rating. */
public record PublishedVersion(
    UUID surveyId, int version, int revision, String name, Metric metric, Details details) {

  /** What does not change how the survey is known, only the version. */
  public record Details(
      boolean seriesBreak, boolean imported, Instant publishedAt, List<Series.Question> questions) {
    public Details {
      questions = List.copyOf(questions);
    }
  }

  public VersionKey key() {
    return new VersionKey(surveyId, version);
  }
}
