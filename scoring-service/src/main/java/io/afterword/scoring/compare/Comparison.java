package io.afterword.scoring.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.comparison.DifferenceTest;
import io.afterword.scoring.comparison.MannWhitneyTest;
import io.afterword.scoring.comparison.Tier;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.wording.Change;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a question for a comparison. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    requiredProperties = {
      "zone",
      "metric",
      "first",
      "second",
      "status",
      "unit",
      "significant",
      "verdict",
      "sentence",
      "warnings"
    })
public record Comparison(
    @Schema(examples = "Europe/Oslo") String zone,
    Metric metric,
    Side first,
    Side second,
    @Schema(
            description =
                "NO_DATA: one side has no answers. LOW_N: one side has fewer than 30. SUPPRESSED:"
                    + " one side is too small to be shown.")
        ScoreStatus status,
    ScoreUnit unit,
    @Schema(
            nullable = true,
            description =
                "First minus second, as people see it: percentage points, NPS points, or points of"
                    + " the scale",
            examples = "6.6")
        @Nullable Double difference,
    @Schema(
            nullable = true,
            description =
                "What was tested and what the interval is centred on; differs from difference for"
                    + " an NPS of few answers",
            examples = "6.6")
        @Nullable Double testedDifference,
    @Schema(nullable = true, description = "Of the tested difference; sampling error only")
        @Nullable Interval interval,
    @Schema(nullable = true, description = "Two-sided", examples = "0.18") @Nullable Double pValue,
    @Nullable DifferenceTest test,
    @Schema(description = "Whether the p-value is below .05") boolean significant,
    @Schema(description = "CLEAR: p below .01. LIKELY: below .05. UNCLEAR: could be chance.")
        @Nullable Tier tier,
    @Schema(description = "Whether the first is better or worse than the second") Verdict verdict,
    @Schema(
            description = "The difference in words, for people",
            examples = "Up 6.6 points (95 %: −3.2 to +16.9, p = 0.180), could be chance.")
        String sentence,
    @Nullable Ordinal ordinal,
    Set<Warning> warnings) {

  /** What a sentence about it says. */
  public Change change() {
    return Difference.change(difference, unit, interval, pValue, tier, verdict);
  }

  /** One of the two: what was counted, and its score. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "ComparedSide",
      requiredProperties = {"from", "to", "filter", "surveys"})
  public record Side(
      LocalDate from,
      LocalDate to,
      @Schema(examples = "{\"channel\":\"EMAIL\"}") Map<String, String> filter,
      List<Scores.CountedSurvey> surveys,
      @Schema(description = "Absent where it is suppressed") @Nullable ScoreResult result) {}

  /** The ratings as a mere order: Mann and Whitney's test. */
  @Schema(
      name = "OrdinalComparison",
      requiredProperties = {"u"})
  public record Ordinal(
      @Schema(examples = "5853") double u,
      @Schema(
              description =
                  "How likely an answer of the first is higher than one of the second, ties counted"
                      + " half",
              examples = "0.5853")
          @Nullable Double probabilityOfSuperiority,
      @Schema(examples = "0.033") @Nullable Double pValue) {

    static Ordinal of(MannWhitneyTest test) {
      return new Ordinal(test.u(), orNull(test.probabilityOfSuperiority()), orNull(test.pValue()));
    }

    private static @Nullable Double orNull(OptionalDouble value) {
      return value.isPresent() ? value.getAsDouble() : null;
    }
  }
}
