package io.afterword.scoring.goal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.request.Filters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A goal as it is kept. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Goal",
    requiredProperties = {
      "id",
      "name",
      "metric",
      "filter",
      "target",
      "by",
      "days",
      "createdAt",
      "updatedAt"
    })
public record GoalView(
    UUID id,
    @Schema(examples = "Support at 85 by summer") String name,
    Metric metric,
    @Schema(description = "Only this survey; absent: all of the metric") @Nullable UUID survey,
    @Schema(description = "Only answers with these members, by segment") Map<String, String> filter,
    @Schema(description = "In the unit of the score", examples = "85") double target,
    @Schema(description = "The last local day that counts") LocalDate by,
    @Schema(description = "How many days up to today, or to the last one, are looked at") int days,
    Instant createdAt,
    Instant updatedAt) {

  static GoalView of(Goal goal) {
    return new GoalView(
        goal.id,
        goal.name,
        goal.metric,
        goal.survey,
        Filters.read(goal.filter),
        goal.target,
        goal.by,
        goal.days,
        goal.createdAt,
        goal.updatedAt);
  }
}
