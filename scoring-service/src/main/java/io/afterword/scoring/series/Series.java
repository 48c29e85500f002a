package io.afterword.scoring.series;

import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Scale;
import java.util.UUID;

/**
 * One rating question of one survey version: the smallest thing that is counted by itself. Wording
 * and scale never change within it.
 *
 * @param slot where the survey's counts lie
 * @param breaks whether the wording or scale differs from that of the version before
 */
public record Series(
    short id,
    short slot,
    UUID surveyId,
    String surveyName,
    int version,
    boolean breaks,
    Question question) {

  /** What was asked: the rating question's part of the published version. */
  public record Question(String id, short position, boolean scored, Metric metric, Scale scale) {}

  public Scale scale() {
    return question.scale();
  }

  public Metric metric() {
    return question.metric();
  }
}
