package io.afterword.scoring.beside;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.series.Asking;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a question for all measures: each a line of its own, none made of two measures. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"zone", "from", "to", "filter", "people", "lines", "leftOut"})
public record SideBySide(
    @Schema(examples = "Europe/Oslo") String zone,
    LocalDate from,
    LocalDate to,
    Map<String, String> filter,
    People people,
    @Schema(
            nullable = true,
            description = "With people=SAME: contacts who rated every one of these metrics",
            examples = "412")
        @Nullable Long contacts,
    @Schema(description = "By metric; what several surveys make together comes after them")
        List<SideLine> lines,
    @Schema(description = "Surveys whose answers may not be shown this way")
        List<LeftOut> leftOut) {

  /** Whose answers are counted. */
  @Schema(name = "SideBySidePeople")
  public enum People {
    /** Everybody's. */
    ALL,
    /** Those of contacts who rated every metric that is there. */
    SAME
  }

  /** One measure: a metric, how it was asked for, and the surveys that asked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"metric", "surveys", "asking", "result"})
  public record SideLine(
      Metric metric,
      @Schema(description = "Several only where scale, polarity and trigger agree")
          List<Scores.CountedSurvey> surveys,
      Asking asking,
      @Schema(description = "Absent where nobody was asked", examples = "PER_INTERACTION")
          @Nullable String trigger,
      ScoreResult result) {}

  /** A survey that is not among the lines, and the code of the reason. */
  @Schema(
      name = "SurveyLeftOut",
      requiredProperties = {"survey", "name", "code"})
  public record LeftOut(UUID survey, String name, @Schema(examples = "ANONYMITY") String code) {}
}
