package io.afterword.survey.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers a NUMBER takes.
 *
 * @param min lowest, inclusive
 * @param max highest, inclusive
 * @param decimals digits after the point, 0 for whole numbers
 */
public record NumberRange(long min, long max, int decimals) {

  @JsonCreator
  static NumberRange read(
      @JsonProperty(value = "min", required = true) long min,
      @JsonProperty(value = "max", required = true) long max,
      @JsonProperty("decimals") @Nullable Integer decimals) {
    return new NumberRange(min, max, decimals == null ? 0 : decimals);
  }

  public boolean contains(BigDecimal number) {
    return number.compareTo(BigDecimal.valueOf(min)) >= 0
        && number.compareTo(BigDecimal.valueOf(max)) <= 0
        && number.stripTrailingZeros().scale() <= decimals;
  }
}
