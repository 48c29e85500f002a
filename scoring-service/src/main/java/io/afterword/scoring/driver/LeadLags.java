package io.afterword.scoring.driver;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.score.Scores;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a question for lead and lag. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    requiredProperties = {
      "zone",
      "from",
      "to",
      "granularity",
      "status",
      "leader",
      "follower",
      "periods",
      "lags",
      "sentence",
      "warnings"
    })
record LeadLags(
    @Schema(examples = "Europe/Oslo") String zone,
    LocalDate from,
    LocalDate to,
    @Schema(examples = "week") String granularity,
    @Schema(
            description =
                "NO_DATA: one of the scores has no answers. UNDEFINED: no lag has enough changes on"
                    + " both sides.")
        ScoreStatus status,
    Line leader,
    Line follower,
    @Schema(description = "Periods in which both have answers", examples = "52") int periods,
    @Schema(description = "From the follower leading most to the leader leading most")
        List<Lag> lags,
    @Schema(
            nullable = true,
            description =
                "The lag with the strongest link that chance does not explain after correction;"
                    + " null where there is none",
            examples = "2")
        @Nullable Integer strongest,
    @Schema(description = "For people", examples = "CSAT moves 2 weeks before NPS (Spearman 0.54).")
        String sentence,
    Set<Warning> warnings) {

  /** One of the two scores. */
  @Schema(
      name = "LeadLagLine",
      requiredProperties = {"metric", "surveys"})
  record Line(Metric metric, List<Scores.CountedSurvey> surveys) {}

  /** The two scores held against each other so many periods apart. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"lag", "pairs"})
  record Lag(
      @Schema(description = "Periods by which the first score goes ahead", examples = "2") int lag,
      @Schema(description = "Changes that both have", examples = "49") int pairs,
      @Schema(description = "Spearman's coefficient of the changes", examples = "0.54")
          @Nullable Double r,
      @Nullable Double pValue,
      @Schema(description = "Corrected for the number of lags") @Nullable Double adjustedPValue) {}
}
