package io.afterword.scoring.driver;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.segment.NumberFact;
import io.afterword.scoring.statistics.Interval;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a question for correlations. */
@Schema(
    requiredProperties = {
      "zone",
      "from",
      "to",
      "metric",
      "surveys",
      "filter",
      "correlations",
      "note",
      "warnings"
    })
record Correlations(
    @Schema(examples = "Europe/Oslo") String zone,
    LocalDate from,
    LocalDate to,
    Metric metric,
    List<Scores.CountedSurvey> surveys,
    Map<String, String> filter,
    List<FactCorrelation> correlations,
    @Schema(examples = NOTE) String note,
    Set<Warning> warnings) {

  static final String NOTE =
      "What goes together need not be why: both may come from a third thing, such as a hard"
          + " question.";

  /** A fact of the interaction and the ratings that came with it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"fact", "unit", "status", "n", "sentence", "bands"})
  record FactCorrelation(
      @Schema(examples = "firstResponseSeconds") String fact,
      NumberFact.Unit unit,
      @Schema(
              description =
                  "NO_DATA: no answer carries the fact. UNDEFINED: fact or rating does not vary."
                      + " LOW_N: fewer than 30 answers.")
          ScoreStatus status,
      @Schema(description = "Answers that carry the fact", examples = "1203") long n,
      @Schema(description = "Of the ranks: how far ratings rise with the fact, whatever the curve")
          @Nullable Coefficient spearman,
      @Schema(
              description =
                  "Of the rating and the logarithm of one plus the fact: how well a straight line"
                      + " fits")
          @Nullable Coefficient pearsonOfLogarithm,
      @Schema(
              description = "Spearman's p-value corrected for the number of facts",
              examples = "0.004")
          @Nullable Double adjustedPValue,
      @Schema(
              description = "For people",
              examples = "Higher firstResponseSeconds goes with lower ratings (Spearman -0.31).")
          String sentence,
      @Schema(description = "The score by bands of the fact, lowest first") List<FactBand> bands) {}

  /** A coefficient of correlation, -1 to 1. */
  @Schema(
      name = "CorrelationCoefficient",
      requiredProperties = {"r"})
  record Coefficient(
      @Schema(examples = "-0.31") double r,
      @Schema(nullable = true) @Nullable Interval interval,
      @Schema(nullable = true, examples = "0.0004") @Nullable Double pValue) {

    /** Null where there is no coefficient. */
    static @Nullable Coefficient of(
        OptionalDouble r, @Nullable Interval interval, OptionalDouble pValue) {
      return r.isEmpty()
          ? null
          : new Coefficient(
              r.getAsDouble(), interval, pValue.isPresent() ? pValue.getAsDouble() : null);
    }
  }

  /** The answers whose fact lies between two values. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"from", "result"})
  record FactBand(
      @Schema(description = "The lowest value of the band", examples = "60") int from,
      @Schema(description = "The first value above it; absent for the last", examples = "300")
          @Nullable Integer to,
      ScoreResult result) {}
}
