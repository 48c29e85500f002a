package io.afterword.scoring.score;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.Score;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.metric.Statistics;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
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
                "The whole numbers the score is made of: satisfied, neutral, dissatisfied (CSAT); promoters, passives, detractors (NPS); easy or sumOfRatings (CES)",
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

  static ScoreResult of(
      Metric metric,
      Scale scale,
      Histogram histogram,
      Confidence confidence,
      Collection<Warning> known) {
    Score score = metric.score(histogram, scale, confidence);
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
        score.interval(),
        byRating(histogram, scale),
        scale.polarity(),
        scale.id(),
        Statistics.of(metric, histogram, scale, confidence),
        warnings,
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
