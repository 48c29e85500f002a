package io.afterword.scoring.score;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.ChosenInterval;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.Score;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.metric.Statistics;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.SeriesChoice;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One score with everything that belongs to it; never a number without its n. */
@Schema(
    requiredProperties = {
      "status",
      "n",
      "numerators",
      "unit",
      "distribution",
      "polarity",
      "scaleId",
      "statistics",
      "warnings"
    })
public record ScoreResult(
    @Schema(description = "LOW_N: fewer than 30 answers. NO_DATA: none, so there is no score.")
        ScoreStatus status,
    @Schema(description = "Number of answers", examples = "112") long n,
    @Schema(
            description =
                "The whole numbers the score is made of: satisfied, neutral, dissatisfied (CSAT);"
                    + " promoters, passives, detractors (NPS); easy or sumOfRatings (CES)",
            examples = "{\"satisfied\":80,\"neutral\":14,\"dissatisfied\":18}")
        Map<String, Long> numerators,
    @Schema(
            nullable = true,
            description = "Unrounded; null without answers",
            examples = "71.42857142857143")
        @Nullable Double score,
    @Schema(
            nullable = true,
            description = "Rounded half away from zero, as people see it",
            examples = "71")
        @Nullable String scoreDisplay,
    ScoreUnit unit,
    @Schema(
            nullable = true,
            description = "Sampling error only, in the unit of the score; null without answers")
        @Nullable Interval interval,
    @Schema(
            description = "Answers by rating, every value of the scale",
            examples = "{\"1\":8,\"2\":10,\"3\":14,\"4\":30,\"5\":50}")
        Map<String, Long> distribution,
    Polarity polarity,
    @Schema(examples = "csat-1-5") String scaleId,
    Statistics statistics,
    @Schema(description = "What a reader must know to read the score rightly")
        Set<Warning> warnings,
    @JsonIgnore Scale scale) {

  /** Of a part of what was selected, with the usual interval. */
  public static ScoreResult of(Selected selected, Histogram histogram) {
    return of(selected, histogram, null);
  }

  /** With the interval by that method, where somebody asked for one. */
  static ScoreResult of(Selected selected, Histogram histogram, @Nullable IntervalMethod method) {
    SeriesChoice choice = selected.choice();
    return of(
        choice.metric(),
        choice.scale(),
        histogram,
        selected.selection().confidence(),
        method,
        choice.warnings());
  }

  private static ScoreResult of(
      Metric metric,
      Scale scale,
      Histogram histogram,
      Confidence confidence,
      @Nullable IntervalMethod method,
      Collection<Warning> known) {
    Score score = metric.score(histogram, scale, confidence);
    requireFitting(method, score.unit());
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    warnings.addAll(known);
    if (score.status() == ScoreStatus.LOW_N) {
      warnings.add(Warning.LOW_N);
    }
    return new ScoreResult(
        score.status(),
        score.n(),
        metric.numerators(histogram, scale),
        value(score),
        shown(score),
        score.unit(),
        method == null ? score.interval() : ChosenInterval.of(score, histogram, method, confidence),
        byRating(histogram, scale),
        scale.polarity(),
        scale.id(),
        Statistics.of(metric, histogram, scale, confidence),
        warnings,
        scale);
  }

  private static void requireFitting(@Nullable IntervalMethod method, ScoreUnit unit) {
    if (method != null && !ChosenInterval.fitting(unit).contains(method)) {
      throw Problem.of(
          ScoringProblem.BAD_INTERVAL,
          "%s does not fit a score in %s; ask for one of %s"
              .formatted(method, unit, ChosenInterval.fitting(unit)));
    }
  }

  /** Both together, counted and not averaged, with the usual interval of that level. */
  public ScoreResult and(Metric metric, ScoreResult other, Confidence confidence) {
    Set<Warning> either = EnumSet.noneOf(Warning.class);
    either.addAll(warnings);
    either.addAll(other.warnings);
    either.remove(Warning.LOW_N);
    return of(metric, scale, histogram().plus(other.histogram()), confidence, null, either);
  }

  private Histogram histogram() {
    Map<Integer, Long> counts = new LinkedHashMap<>();
    distribution.forEach((rating, count) -> counts.put(Integer.valueOf(rating), count));
    return Histogram.of(counts);
  }

  /** The same with warnings that only the whole of an answer can have. */
  ScoreResult with(Collection<Warning> more) {
    Set<Warning> all = EnumSet.noneOf(Warning.class);
    all.addAll(warnings);
    all.addAll(more);
    return new ScoreResult(
        status,
        n,
        numerators,
        score,
        scoreDisplay,
        unit,
        interval,
        distribution,
        polarity,
        scaleId,
        statistics,
        all,
        scale);
  }

  private static @Nullable Double value(Score score) {
    OptionalDouble value = score.value();
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static @Nullable String shown(Score score) {
    BigDecimal shown = score.shown();
    return shown == null ? null : shown.toPlainString();
  }

  private static Map<String, Long> byRating(Histogram histogram, Scale scale) {
    Map<String, Long> counts = new LinkedHashMap<>();
    histogram
        .distribution(scale)
        .forEach((rating, count) -> counts.put(Integer.toString(rating), count));
    return counts;
  }
}
