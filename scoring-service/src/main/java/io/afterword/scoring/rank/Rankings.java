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

/** The answer to a question for a ranking. All shares in percent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    requiredProperties = {
      "zone",
      "from",
      "to",
      "metric",
      "surveys",
      "groupBy",
      "filter",
      "rankedBy",
      "n",
      "leastAnswers",
      "correction",
      "ranked",
      "tooFewAnswers",
      "best",
      "worst",
      "funnel",
      "warnings"
    })
public record Rankings(
    @Schema(examples = "Europe/Oslo") String zone,
    LocalDate from,
    LocalDate to,
    Metric metric,
    List<Scores.CountedSurvey> surveys,
    @Schema(examples = "agent") String groupBy,
    Map<String, String> filter,
    @Schema(description = "The share of answers that members are ranked by") RankedShare rankedBy,
    @Schema(description = "Answers of all members together", examples = "803") long n,
    @Schema(nullable = true, description = "Of all members together", examples = "86.05230386")
        @Nullable Double share,
    @Schema(description = "Members with fewer are not ranked", examples = "5") long leastAnswers,
    @Schema(
            description = "How the p-values were corrected for the number of members tested",
            examples = "BENJAMINI_HOCHBERG")
        String correction,
    @Nullable Prior prior,
    @Schema(
            description =
                "How much more members differ than chance allows: 1 is chance alone. Well above it"
                    + " most large members lie outside the limits; then look for what sets them"
                    + " apart, such as their kind of questions, before judging people.",
            examples = "1.4")
        @Nullable Double overdispersion,
    @Schema(description = "Best first, by the shrunken share") List<RankedMember> ranked,
    @Schema(description = "Not ranked, most answers first") List<RankedMember> tooFewAnswers,
    @Schema(
            description =
                "Members that are better than all others together, after correction; best first")
        List<RankedMember> best,
    @Schema(description = "Members that are worse than all others together; worst first")
        List<RankedMember> worst,
    @Schema(description = "Limits by number of answers, for drawing only; members carry their own")
        List<FunnelPoint> funnel,
    Set<Warning> warnings) {

  /** What is known about a member before its own answers. */
  @Schema(
      name = "RankingPrior",
      requiredProperties = {"alpha", "beta", "correlation"})
  public record Prior(
      @Schema(examples = "20.11") double alpha,
      @Schema(examples = "3.26") double beta,
      @Schema(
              description = "How alike the answers of one member are, beyond chance",
              examples = "0.041")
          double correlation) {}

  /** Where a member stands against all others. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      requiredProperties = {
        "name",
        "n",
        "good",
        "share",
        "shrunken",
        "interval",
        "outside",
        "standing"
      })
  public record RankedMember(
      @Schema(description = "1 is best; absent with too few answers") @Nullable Integer rank,
      @Schema(examples = "ada@example.org") String value,
      @Schema(examples = "Ada") String name,
      @Schema(examples = "200") long n,
      @Schema(description = "Answers of the share", examples = "188") long good,
      @Schema(description = "As counted", examples = "94.0") double share,
      @Schema(
              description = "Pulled towards the share of all, the more so the fewer the answers",
              examples = "93.17")
          double shrunken,
      @Schema(description = "Of the shrunken share") Interval interval,
      @Schema(description = "Minus the share of all others", examples = "10.6")
          @Nullable Double difference,
      @Schema(description = "Of the difference") @Nullable Interval differenceInterval,
      @Schema(description = "Fisher's exact test against all others") @Nullable Double pValue,
      @Schema(description = "The same, corrected for the number of members")
          @Nullable Double adjustedPValue,
      @Schema(description = "Between these a member of so many answers lies by chance, 95 %")
          @Nullable Limits alert,
      @Schema(description = "The same, 99.8 %") @Nullable Limits alarm,
      Outside outside,
      Standing standing) {}

  /** Exact limits of a share. */
  @Schema(
      name = "FunnelLimits",
      requiredProperties = {"lower", "upper"})
  public record Limits(double lower, double upper) {}

  /** Which limits a member's share lies outside of. */
  @Schema(name = "OutsideFunnel")
  public enum Outside {
    NONE,
    /** Outside the 95 % limits: one in twenty does by chance. */
    ALERT,
    /** Outside the 99.8 % limits. */
    ALARM
  }

  /** What can be said of a member against all others. */
  @Schema(name = "MemberStanding")
  public enum Standing {
    BETTER,
    WORSE,
    /** No difference that chance does not explain. */
    AS_THE_OTHERS,
    /** Fewer answers than a ranking needs. */
    TOO_FEW_ANSWERS
  }

  /** The limits at one number of answers. */
  @Schema(requiredProperties = {"n", "alert", "alarm"})
  public record FunnelPoint(long n, Limits alert, Limits alarm) {}
}
