package io.afterword.scoring.association;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.vectors.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Our answers to the vectors of the family "correlation", by the names of the file. */
public final class AssociationAnswers {
  private AssociationAnswers() {}

  public static Map<String, @Nullable Object> correlation(JsonNode input) {
    List<Double> x = numbers(input.get("x"));
    List<Double> y = numbers(input.get("y"));
    Confidence confidence = Json.confidence(input);
    CoMoments moments = CoMoments.of(x, y);
    PearsonCorrelation pearson = new PearsonCorrelation(moments);
    SpearmanCorrelation spearman = SpearmanCorrelation.of(x, y);
    Map<String, @Nullable Object> actual = sums(moments);
    actual.put("status", moments.isDefined() ? "OK" : "UNDEFINED");
    actual.put("pearson", pearson.r());
    actual.put("pearsonP", pearson.pValue());
    actual.put("pearsonInterval", Json.ends(pearson.interval(confidence)));
    actual.put("spearman", spearman.r());
    actual.put("spearmanP", spearman.pValue());
    actual.put("spearmanInterval", Json.ends(spearman.interval(confidence)));
    actual.put("kendallTauB", KendallTau.b(x, y));
    actual.put("slope", moments.slope());
    actual.put("intercept", moments.intercept());
    return actual;
  }

  public static Map<String, @Nullable Object> pointBiserial(JsonNode input) {
    List<Double> yes = new ArrayList<>();
    List<Double> no = new ArrayList<>();
    List<Double> y = numbers(input.get("y"));
    for (int at = 0; at < y.size(); at++) {
      (input.get("binary").get(at).asInt() == 1 ? yes : no).add(y.get(at));
    }
    PointBiserial fact = new PointBiserial(yes, no);
    PearsonCorrelation pearson = fact.pearson();
    Confidence confidence = Json.confidence(input);
    Map<String, @Nullable Object> weighted = new HashMap<>();
    weighted.put("estimate", pearson.r());
    weighted.put("se", fact.standardError());
    Map<String, @Nullable Object> ends = Json.ends(fact.interval(confidence));
    if (ends != null) {
      weighted.putAll(ends);
    }
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("n", fact.n());
    actual.put("n1", fact.yes().size());
    actual.put("n0", fact.no().size());
    actual.put("mean1", fact.meanOfYes());
    actual.put("mean0", fact.meanOfNo());
    actual.put("r", pearson.r());
    actual.put("pValue", pearson.pValue());
    actual.put("fisherInterval", Json.ends(pearson.interval(confidence)));
    actual.put("statpsychWeighted", ends == null ? null : weighted);
    return actual;
  }

  public static Map<String, @Nullable Object> coMomentMerge(JsonNode input) {
    List<CoMoments> shards = new ArrayList<>();
    input.get("shards").forEach(shard -> shards.add(moments(shard)));
    CoMoments total = shards.stream().reduce(CoMoments.NONE, CoMoments::plus);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("total", sums(total));
    actual.put("pearson", total.pearson());
    actual.put("slope", total.slope());
    actual.put("covariance", total.covariance());
    actual.put("meanX", total.meanX());
    actual.put("meanY", total.meanY());
    actual.put("wrongAverageOfShardPearson", meanOfCorrelations(shards));
    return actual;
  }

  /** What must never be done. */
  private static OptionalDouble meanOfCorrelations(List<CoMoments> shards) {
    return shards.stream()
        .map(CoMoments::pearson)
        .flatMapToDouble(OptionalDouble::stream)
        .average();
  }

  private static CoMoments moments(JsonNode shard) {
    return new CoMoments(
        shard.get("n").asLong(),
        decimal(shard, "sumX"),
        decimal(shard, "sumY"),
        decimal(shard, "sumXX"),
        decimal(shard, "sumYY"),
        decimal(shard, "sumXY"));
  }

  private static BigDecimal decimal(JsonNode shard, String field) {
    return BigDecimal.valueOf(shard.get(field).asDouble());
  }

  private static Map<String, @Nullable Object> sums(CoMoments moments) {
    Map<String, @Nullable Object> sums = new HashMap<>();
    sums.put("n", moments.n());
    sums.put("sumX", moments.sumX());
    sums.put("sumY", moments.sumY());
    sums.put("sumXX", moments.sumXX());
    sums.put("sumYY", moments.sumYY());
    sums.put("sumXY", moments.sumXY());
    return sums;
  }

  public static Map<String, @Nullable Object> driverAnalysis(JsonNode input) {
    List<String> names = new ArrayList<>();
    List<List<Double>> drivers = new ArrayList<>();
    input
        .get("drivers")
        .properties()
        .forEach(
            driver -> {
              names.add(driver.getKey());
              drivers.add(numbers(driver.getValue()));
            });
    List<Double> outcome = numbers(input.get("outcome"));
    DriverAnalysis analysis = DriverAnalysis.of(drivers, outcome).orElse(null);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("n", outcome.size());
    actual.put("rSquared", analysis == null ? null : analysis.explained());
    actual.put(
        "standardizedBeta",
        analysis == null ? null : named(names, analysis.weights().orElse(null)));
    actual.put("pearson", analysis == null ? null : named(names, analysis.withOutcome()));
    actual.put("lmgImportance", analysis == null ? null : named(names, analysis.importance()));
    actual.put("lmgShare", analysis == null ? null : named(names, analysis.shares()));
    actual.put("correlationMatrix", analysis == null ? null : analysis.correlations());
    return actual;
  }

  private static @Nullable Map<String, @Nullable Object> named(
      List<String> names, @Nullable List<Double> values) {
    if (values == null) {
      return null;
    }
    Map<String, @Nullable Object> named = new HashMap<>();
    for (int at = 0; at < names.size(); at++) {
      named.put(names.get(at), values.get(at));
    }
    return named;
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(each -> numbers.add(each.asDouble()));
    return numbers;
  }
}
