package io.afterword.scoring.annotation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.compare.Comparison;
import io.afterword.scoring.metric.ScoreStatus;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the answers say about a change. It tells what came after it, never what came of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"annotation", "verdict", "alsoChanged"})
public record BeforeAfter(
    UUID annotation,
    Verdict verdict,
    @Schema(
            description =
                "The weeks after the change against as many before; absent while it is too early")
        @Nullable Comparison comparison,
    @Schema(
            description =
                "Titles of other changes in the same weeks: then the difference belongs to none of"
                    + " them alone")
        List<String> alsoChanged) {

  /** What can be said about the time after a change. */
  @Schema(name = "BeforeAfterVerdict")
  public enum Verdict {
    /** The score is better; p is below .05. */
    BETTER,
    /** The score is worse; p is below .05. */
    WORSE,
    /** The difference could be chance. */
    NO_CLEAR_CHANGE,
    /** Fewer than 30 answers before or after. */
    TOO_FEW_ANSWERS,
    /** No answers before or after, or none that may be shown. */
    NO_ANSWERS,
    /** The first week after it is not over. */
    TOO_EARLY
  }

  static BeforeAfter of(UUID annotation, Comparison comparison, List<String> alsoChanged) {
    return new BeforeAfter(annotation, verdict(comparison), comparison, alsoChanged);
  }

  private static Verdict verdict(Comparison comparison) {
    if (comparison.status() == ScoreStatus.NO_DATA
        || comparison.status() == ScoreStatus.SUPPRESSED) {
      return Verdict.NO_ANSWERS;
    }
    return switch (comparison.verdict()) {
      case BETTER -> Verdict.BETTER;
      case WORSE -> Verdict.WORSE;
      case COULD_BE_CHANCE -> Verdict.NO_CLEAR_CHANGE;
      case TOO_FEW_ANSWERS -> Verdict.TOO_FEW_ANSWERS;
    };
  }
}
