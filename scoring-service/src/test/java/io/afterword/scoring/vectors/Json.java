package io.afterword.scoring.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.statistics.WilsonInterval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Reads what vectors put in and writes what they expect. */
@NullMarked
public final class Json {
  private Json() {}

  public static Confidence confidence(JsonNode input) {
    return new Confidence(input.path("confidence").asDouble(0.95));
  }

  public static Histogram histogram(JsonNode counts) {
    Map<Integer, Long> byRating = new HashMap<>();
    counts
        .properties()
        .forEach(e -> byRating.put(Integer.valueOf(e.getKey()), e.getValue().asLong()));
    return Histogram.of(byRating);
  }

  /** The counts of one object, by either name of the successes. */
  public static Proportion proportion(JsonNode counts) {
    JsonNode successes =
        counts.has("successes") ? counts.get("successes") : counts.get("satisfied");
    return new Proportion(successes.asLong(), counts.get("n").asLong());
  }

  /** Periods written as two lists, satisfied and n. */
  public static List<Proportion> periods(JsonNode input) {
    List<Proportion> periods = new ArrayList<>();
    for (int at = 0; at < input.get("n").size(); at++) {
      periods.add(
          new Proportion(input.at("/satisfied/" + at).asLong(), input.at("/n/" + at).asLong()));
    }
    return periods;
  }

  public static List<Proportion> proportions(JsonNode array) {
    List<Proportion> proportions = new ArrayList<>();
    array.forEach(each -> proportions.add(proportion(each)));
    return proportions;
  }

  /** Numbers, null where the file says null. */
  public static List<@Nullable Double> numbers(JsonNode array) {
    List<@Nullable Double> numbers = new ArrayList<>();
    array.forEach(each -> numbers.add(each.isNull() ? null : Double.valueOf(each.asDouble())));
    return numbers;
  }

  public static Set<Integer> integers(JsonNode array) {
    Set<Integer> values = new TreeSet<>();
    array.forEach(value -> values.add(value.asInt()));
    return values;
  }

  /** Every whole number from the first to the second; none for null. */
  public static Set<Integer> range(JsonNode ends) {
    Set<Integer> values = new TreeSet<>();
    if (ends.isArray()) {
      for (int rating = ends.get(0).asInt(); rating <= ends.get(1).asInt(); rating++) {
        values.add(rating);
      }
    }
    return values;
  }

  public static @Nullable Map<String, @Nullable Object> ends(@Nullable Interval interval) {
    return interval == null ? null : ends(interval.lower(), interval.upper());
  }

  public static Map<String, @Nullable Object> ends(double lower, double upper) {
    Map<String, @Nullable Object> ends = new HashMap<>();
    ends.put("lower", lower);
    ends.put("upper", upper);
    return ends;
  }

  public static @Nullable Interval wilson(Proportion share, Confidence confidence) {
    return WilsonInterval.of(share.successes(), share.n(), confidence);
  }

  /** In percent; null without tries. */
  public static @Nullable Double percent(Proportion share) {
    return share.n() == 0 ? null : Double.valueOf(100.0 * share.successes() / share.n());
  }
}
