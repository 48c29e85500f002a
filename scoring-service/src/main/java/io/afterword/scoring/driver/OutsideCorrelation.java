package io.afterword.scoring.driver;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.score.Scores;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a question for a score beside a series from outside. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    requiredProperties = {
      "zone",
      "from",
      "to",
      "granularity",
      "series",
      "metric",
      "surveys",
      "filter",
      "status",
      "periods",
      "holes",
      "lags",
      "points",
      "sentence",
      "note",
      "warnings"
    })
record OutsideCorrelation(
    @Schema(examples = "Europe/Oslo") String zone,
    LocalDate from,
    LocalDate to,
    @Schema(examples = "week") String granularity,
    @Schema(examples = "retention") String series,
    Metric metric,
    List<Scores.CountedSurvey> surveys,
    Map<String, String> filter,
    @Schema(
            description =
                "NO_DATA: no period has both. UNDEFINED: one of the two does not vary, or there are"
                    + " fewer than three periods.")
        ScoreStatus status,
    @Schema(description = "Periods that have both a score and a value", examples = "26")
        int periods,
    @Schema(description = "Periods that lack one of the two; they are in no coefficient") int holes,
    @Schema(description = "Of the ranks of the periods")
        Correlations.@Nullable Coefficient spearman,
    @Schema(description = "Of score and value") Correlations.@Nullable Coefficient pearson,
    @Schema(
            description =
                "The changes from period to period at every lag; above 0 the score moves first. Two"
                    + " series that merely rise together correlate in their values, not in these.")
        List<LeadLags.Lag> lags,
    List<PairedPoint> points,
    @Schema(description = "For people") String sentence,
    @Schema(examples = NOTE) String note,
    Set<Warning> warnings) {

  static final String NOTE =
      "Exploratory: few periods, and neighbouring ones are alike, so p-values are too small; and"
          + " what goes together need not be why.";

  /** One period. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"from", "to", "n"})
  record PairedPoint(
      LocalDate from,
      LocalDate to,
      long n,
      @Nullable Double score,
      @Schema(description = "The mean of the period's days that have a value")
          @Nullable Double value) {}
}
