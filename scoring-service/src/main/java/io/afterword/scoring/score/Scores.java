package io.afterword.scoring.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.ScoreStatus;
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
    @Schema(description = "Separated by commas", examples = "channel") @Nullable String groupBy,
    @Schema(examples = "week") @Nullable String granularity,
    @Schema(examples = "{\"channel\":\"EMAIL\"}") Map<String, String> filter,
    @Schema(
            description =
                "null when nothing with that metric was ever published, and when it is suppressed")
        @Nullable ScoreResult total,
    List<ScoreGroup> groups,
    @Schema(
            description =
                "Only where a minimum group size protects the people who answered; says what is not"
                    + " in groups because of it")
        @Nullable Suppressed suppressed) {

  /** A survey, its question and those of its versions that are in the score. */
  @Schema(requiredProperties = {"id", "name", "question", "versions"})
  public record CountedSurvey(
      UUID id,
      @Schema(examples = "After support") String name,
      String question,
      List<Integer> versions) {}

  /** One member of each segment, one period or hour, or one member in one period. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"result"})
  public record ScoreGroup(
      @Schema(
              description =
                  "The member's value when grouped by one segment; absent for answers without one",
              examples = "EMAIL")
          @Nullable String value,
      @Schema(
              description =
                  "Its name for people; when grouped by several segments all names, with commas",
              examples = "EMAIL")
          @Nullable String name,
      @Schema(description = "The member of each segment, in the order of groupBy")
          @Nullable List<GroupMember> members,
      @Schema(
              description =
                  "Monday 0:00 is 0, Sunday 23:00 is 167, in the workspace's zone; only with"
                      + " granularity=hourOfWeek",
              examples = "33")
          @Nullable Integer hourOfWeek,
      @Schema(description = "First local day of the period; only with a granularity")
          @Nullable LocalDate from,
      @Schema(description = "First local day after it") @Nullable LocalDate to,
      ScoreResult result) {}

  /** A segment and its member that all answers of the group have. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"segment", "name"})
  public record GroupMember(
      @Schema(examples = "channel") String segment,
      @Schema(description = "Absent for answers without one", examples = "EMAIL")
          @Nullable String value,
      @Schema(examples = "EMAIL") String name) {}

  /** What is hidden so that no answer can be traced to its author. Hidden is not zero. */
  @Schema(requiredProperties = {"leastAnswers", "total", "groups"})
  public record Suppressed(
      @Schema(description = "Smaller groups are hidden", examples = "5") long leastAnswers,
      @Schema(description = "Whether even the total is hidden") boolean total,
      List<SuppressedGroup> groups) {}

  /** A group that has answers which are not shown. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"status"})
  public record SuppressedGroup(
      @Schema(examples = "SUPPRESSED") ScoreStatus status,
      @Nullable String value,
      @Nullable String name,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {}
}
