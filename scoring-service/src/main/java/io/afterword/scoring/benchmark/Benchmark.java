package io.afterword.scoring.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One published figure, or the range between two. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"name", "unit", "period", "method", "region", "source"})
public record Benchmark(
    @Schema(examples = "Airlines") String name,
    Unit unit,
    @Schema(description = "Absent for a range", examples = "75") @Nullable Double value,
    @Schema(description = "Of a range") @Nullable Double low,
    @Schema(description = "Of a range") @Nullable Double high,
    @Schema(description = "When it was measured", examples = "2019-11") String period,
    @Schema(description = "What was asked and computed") String method,
    String region,
    @Schema(examples = "212,512 questionnaires in 2023") @Nullable String sample,
    @Schema(description = "Where it was read") String source,
    @Schema(description = "What to beware of") @Nullable String caution,
    @Schema(description = "The metric it is like; absent for an index, which is like none of ours")
        @Nullable Metric metric) {

  /** What the number is; the two are different quantities even where they look alike. */
  public enum Unit {
    /** A rescaled mean, 0 to 100: no percentage of anybody. */
    INDEX,
    /** A share of answers in percent. */
    PERCENT
  }
}
