package io.afterword.scoring.rank;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.statistics.Interval;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The members of all segments that are better or worse than everybody else. Shares in percent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    requiredProperties = {
      "zone",
      "from",
      "to",
      "metric",
      "surveys",
      "filter",
      "rankedBy",
      "leastAnswers",
      "tested",
      "correction",
      "best",
      "worst",
      "warnings"
    })
public record Standouts(
    @Schema(examples = "Europe/Oslo") String zone,
    LocalDate from,
    LocalDate to,
    Metric metric,
    List<Scores.CountedSurvey> surveys,
    Map<String, String> filter,
    @Schema(description = "The share of answers that members are compared by") RankedShare rankedBy,
    @Schema(description = "Members with fewer are not tested", examples = "5") long leastAnswers,
    @Schema(description = "Members of all segments that were tested", examples = "41") long tested,
    @Schema(
            description = "How the p-values were corrected for all of them together",
            examples = "BENJAMINI_HOCHBERG")
        String correction,
    @Schema(description = "Better than all others of their segment together; surest first")
        List<Standout> best,
    @Schema(description = "Worse than all others of their segment together; surest first")
        List<Standout> worst,
    Set<Warning> warnings) {

  /** A member against all others of its segment. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      requiredProperties = {
        "segment",
        "value",
        "name",
        "n",
        "share",
        "difference",
        "pValue",
        "adjustedPValue"
      })
  public record Standout(
      @Schema(examples = "channel") String segment,
      @Schema(examples = "CHAT") String value,
      @Schema(examples = "CHAT") String name,
      @Schema(examples = "310") long n,
      @Schema(description = "As counted", examples = "71.3") double share,
      @Schema(description = "Minus the share of all others", examples = "-9.8") double difference,
      @Schema(description = "Of the difference") @Nullable Interval differenceInterval,
      @Schema(description = "Fisher's exact test against all others") double pValue,
      @Schema(description = "The same, corrected for the members of all segments")
          double adjustedPValue) {}
}
