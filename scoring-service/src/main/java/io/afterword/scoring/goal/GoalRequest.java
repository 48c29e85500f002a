package io.afterword.scoring.goal;

import io.afterword.scoring.metric.Metric;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which score is to become what by when. */
public record GoalRequest(
    @NotBlank @Size(max = 120) @Schema(examples = "Support at 85 by summer") String name,
    @NotNull Metric metric,
    @Schema(description = "Only this survey; absent: all of the metric") @Nullable UUID survey,
    @Schema(
            description = "Only answers with these members, by segment",
            examples = "{\"channel\":\"EMAIL\"}")
        @Nullable Map<String, String> filter,
    @NotNull
        @Schema(
            description =
                "In the unit of the score: percent for CSAT and easy answers, points for NPS, points of the scale for a mean",
            examples = "85")
        Double target,
    @NotNull @Schema(description = "The last local day that counts", examples = "2027-06-30")
        LocalDate by,
    @Min(7)
        @Max(366)
        @Schema(
            description =
                "How many days up to today, or to the last one, are looked at; 30 by default",
            examples = "30")
        @Nullable Integer days) {
  private static final int USUAL_DAYS = 30;

  int daysOrUsual() {
    return days == null ? USUAL_DAYS : days;
  }
}
