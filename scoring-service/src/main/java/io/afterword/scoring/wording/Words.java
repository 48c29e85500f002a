package io.afterword.scoring.wording;

import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.statistics.Interval;
import org.jspecify.annotations.Nullable;

/** Sentences about scores in one language, each with the numbers that it rests on. */
public record Words(
    ScoreText text,
    VerdictText verdicts,
    TrendText trends,
    SegmentText segments,
    RateText rates,
    DriverText drivers,
    Figures figures) {

  /** 83 %. */
  public String score(ScoreResult result) {
    return figures.withSign(result.score(), result.unit());
  }

  public String range(ScoreResult result) {
    return figures.range(result.interval(), result.unit());
  }

  /** Which metric it is, and on which scale where that matters. */
  public String unit(String metric, ScoreResult result) {
    String scale =
        result.unit() == ScoreUnit.PERCENT
            ? "EASY"
            : "%d–%d".formatted(result.scale().min(), result.scale().max());
    return verdicts.metricNote(metric, scale);
  }

  /** How sure the score is, and what that does not cover. */
  public String certainty(ScoreResult result) {
    Interval interval = result.interval();
    if (result.status() == ScoreStatus.NO_DATA) {
      return text.noAnswersYet();
    }
    return interval == null
        ? verdicts.noRange()
        : verdicts.range(figures.percent(100 * interval.level()), range(result));
  }

  /** The sign after the number: percent has one, points and ratings have none. */
  public String sign(ScoreResult result) {
    return result.unit() == ScoreUnit.PERCENT ? "%" : "";
  }

  /** The difference of two scores with its sign: +6.6. */
  public String difference(Change change) {
    Double difference = change.difference();
    return difference == null ? Figures.NONE : figures.signed(difference, change.unit());
  }

  /** Whether a score changed since the days before, and how sure that is. */
  public String changeSince(Change change) {
    return change.difference() == null ? verdicts.nothingBefore() : verdicts.since(change(change));
  }

  /** "up 6.6 points (95 %: −3.2 to +16.9, p = 0.180), could be chance." */
  public String change(Change change) {
    Double difference = change.difference();
    if (difference == null) {
      return verdicts.nothingToCompare();
    }
    ScoreUnit unit = change.unit();
    String direction =
        figures.isShownAsZero(difference, unit) ? "SAME" : difference > 0 ? "UP" : "DOWN";
    String points = figures.points(Math.abs(difference), unit);
    Interval interval = change.interval();
    Double pValue = change.pValue();
    String verdict = change.verdict();
    if (interval == null || pValue == null || verdict == null) {
      return verdicts.changeUnsure(direction, points);
    }
    return verdicts.change(
        direction,
        points,
        figures.percent(100 * interval.level()),
        figures.signed(interval.lower(), unit),
        figures.signed(interval.upper(), unit),
        figures.probability(pValue),
        verdict);
  }

  /** The same as a sentence of its own; null for what must not be shown. */
  public String sentence(@Nullable Change change) {
    String said = change == null ? verdicts.tooFewToShow() : change(change);
    return said.substring(0, 1).toUpperCase(figures.locale()) + said.substring(1);
  }

  /** How a goal stands, by the name of its verdict. */
  public String goal(String verdict, @Nullable ScoreResult result, double target) {
    if (result == null || result.status() == ScoreStatus.NO_DATA) {
      return verdicts.goalWithoutAnswers();
    }
    String aim = figures.withSign(target, result.unit());
    String score = score(result);
    String n = figures.count(result.n());
    return result.status() == ScoreStatus.LOW_N
        ? verdicts.goalWithFewAnswers(n)
        : verdicts.goal(verdict, score, n, range(result), aim);
  }
}
