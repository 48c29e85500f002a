package io.afterword.scoring.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a question for scores. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"zone", "from", "to", "metric", "surveys", "filter", "groups"})
public record Scores(
    @Schema(
            description = "The zone whose days are counted: the workspace's",
            examples = "Europe/Oslo")
        String zone,
    @Schema(description = "First local day", examples = "2026-11-01") LocalDate from,
    @Schema(description = "First local day after the period", examples = "2026-12-01") LocalDate to,
    Metric metric,
    @Schema(description = "What was counted together") List<CountedSurvey> surveys,
    @Schema(examples = "channel") @Nullable String groupBy,
    @Schema(examples = "week") @Nullable String granularity,
    @Schema(examples = "{\"channel\":\"EMAIL\"}") Map<String, String> filter,
    @Schema(description = "null when nothing with that metric was ever published")
        @Nullable ScoreResult total,
    List<ScoreGroup> groups) {

  /** A survey, its question and those of its versions that are in the score. */
  @Schema(requiredProperties = {"id", "name", "question", "versions"})
  public record CountedSurvey(
      UUID id,
      @Schema(examples = "After support") String name,
      String question,
      List<Integer> versions) {}

  /** One member of the segment, one period, or one member in one period. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"result"})
  public record ScoreGroup(
      @Schema(
              description = "The member's value; absent for answers without one",
              examples = "EMAIL")
          @Nullable String value,
      @Schema(
              description = "Its name for people; only when grouped by a segment",
              examples = "EMAIL")
          @Nullable String name,
      @Schema(description = "First local day of the period; only with a granularity")
          @Nullable LocalDate from,
      @Schema(description = "First local day after it") @Nullable LocalDate to,
      ScoreResult result) {}
}
