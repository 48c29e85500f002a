package io.afterword.scoring.trend;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.score.Scores;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a question for a chart. Everything is in the unit of the score. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    requiredProperties = {
      "zone",
      "from",
      "to",
      "metric",
      "surveys",
      "filter",
      "kind",
      "granularity",
      "status",
      "unit",
      "baseline",
      "points",
      "warnings"
    })
public record Chart(
    @Schema(examples = "Europe/Oslo") String zone,
    LocalDate from,
    LocalDate to,
    Metric metric,
    List<Scores.CountedSurvey> surveys,
    Map<String, String> filter,
    ChartKind kind,
    @Schema(examples = "week") String granularity,
    @Schema(
            description =
                "NO_DATA: the baseline has no answers. UNDEFINED: it does not vary, so there are no"
                    + " limits.")
        ScoreStatus status,
    ScoreUnit unit,
    Baseline baseline,
    @Schema(nullable = true, description = "The score of the baseline", examples = "80.6")
        @Nullable Double centre,
    @Schema(
            nullable = true,
            description =
                "How far single periods scatter: mean moving range / 1.128; for charts of single"
                    + " values",
            examples = "3.1")
        @Nullable Double sigma,
    @Schema(
            nullable = true,
            description =
                "How much more neighbouring shares differ than chance allows. Above 1.2 or below"
                    + " 0.8 read Laney's chart instead of the p chart.",
            examples = "1.05")
        @Nullable Double laneySigma,
    @Schema(
            nullable = true,
            description = "CUSUM: a signal where a sum is above it",
            examples = "5")
        @Nullable Double decision,
    List<ChartPoint> points,
    Set<Warning> warnings) {

  /** What centre and limits are made from. */
  @Schema(
      name = "ChartBaseline",
      requiredProperties = {"from", "to", "periods", "n", "frozen"})
  public record Baseline(
      LocalDate from,
      LocalDate to,
      @Schema(
              description = "Periods with answers; 20 are the least for limits to trust",
              examples = "26")
          int periods,
      long n,
      @Schema(
              description =
                  "Whether somebody named the days; otherwise the chart is its own baseline and"
                      + " moves with every answer")
          boolean frozen) {}

  /** One period. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"from", "to", "complete", "signals"})
  public record ChartPoint(
      LocalDate from,
      LocalDate to,
      @Schema(description = "Whether the period is over and wholly within the days asked for")
          boolean complete,
      @Schema(description = "Absent where it is suppressed", examples = "112") @Nullable Long n,
      @Schema(nullable = true, description = "Absent without answers", examples = "71.4")
          @Nullable Double score,
      @Schema(description = "EWMA: the average that is drawn and judged", examples = "78.2")
          @Nullable Double average,
      @Schema(examples = "68.5") @Nullable Double lower,
      @Schema(examples = "92.7") @Nullable Double upper,
      @Schema(description = "CUSUM: the sum of what lay above the centre, in sigmas")
          @Nullable Double sumAbove,
      @Schema(description = "CUSUM: the sum of what lay below it, in sigmas")
          @Nullable Double sumBelow,
      Set<Signal> signals) {}

  /** Why a point speaks of a change. */
  @Schema(name = "ChartSignal")
  public enum Signal {
    /** The point lies outside its limits. */
    BEYOND_LIMITS,
    /** It ends or continues a run of eight on one side of the centre. */
    RUN,
    /** The sum of what lay above the centre is above the decision limit. */
    SHIFTED_UP,
    /** The same below it. */
    SHIFTED_DOWN
  }
}
