package io.afterword.scoring.series;

import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Scale;
import java.util.UUID;

/**
 * One rating question of one survey version: the smallest thing that is counted by itself. Wording
 * and scale never change within it.
 *
 * @param slot where the survey's counts lie
 * @param ofSignature whether its answers were given in an agent's signature: about a single reply,
 *     another measure than the answers after a whole conversation
 * @param run of the survey: versions of one differ neither in wording nor in scale. They count from
 *     zero; a version with answers of another tool is one by itself, below zero
 */
public record Series(
    short id,
    short slot,
    UUID surveyId,
    String surveyName,
    int version,
    int run,
    boolean ofSignature,
    Question question) {

  /** What was asked: the rating question's part of the published version. */
  public record Question(String id, short position, boolean scored, Metric metric, Scale scale) {}

  /** The surface whose answers are a measure of their own. */
  public static final String SIGNATURE = "SIGNATURE";

  public boolean isImported() {
    return run < 0;
  }

  public Scale scale() {
    return question.scale();
  }

  public Metric metric() {
    return question.metric();
  }
}
