package io.afterword.scoring.goal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.score.ScoreResult;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a goal stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"goal", "target", "from", "to", "due", "verdict", "words"})
public record GoalVerdict(
    UUID goal,
    @Schema(description = "In the unit of the score", examples = "85") double target,
    @Schema(description = "First local day looked at") LocalDate from,
    @Schema(description = "First local day after them") LocalDate to,
    @Schema(description = "Whether the last day is over") boolean due,
    @Schema(description = "null when nothing with that metric was ever published")
        @Nullable ScoreResult result,
    Verdict verdict,
    @Schema(
            description = "The verdict as a sentence, in the language of the request",
            examples =
                "Cannot say yet: 83 % from 112 answers (95 %: 75 to 89) does not tell whether 85 is reached.")
        String words) {}
