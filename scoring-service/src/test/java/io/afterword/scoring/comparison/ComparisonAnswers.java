package io.afterword.scoring.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Net;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.statistics.TwoSided;
import io.afterword.scoring.vectors.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our answers to the vectors that compare groups, by the names of the file. */
public final class ComparisonAnswers {
  private ComparisonAnswers() {}

  public static Map<String, @Nullable Object> twoProportions(JsonNode input) {
    Proportion first = Json.proportion(input.get("first"));
    Proportion second = Json.proportion(input.get("second"));
    Confidence confidence = Json.confidence(input);
    ProportionComparison comparison = new ProportionComparison(first, second);
    boolean possible = comparison.isPossible();
    PooledZTest pooled = new PooledZTest(first, second);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("p1", first.value());
    actual.put("p2", second.value());
    actual.put("difference", possible ? comparison.difference() : null);
    actual.put("newcombe", Json.ends(comparison.interval(confidence)));
    actual.put("agrestiCaffo", Json.ends(AgrestiCaffoInterval.of(first, second, confidence)));
    actual.put("fisherP", possible ? FisherExactTest.pValue(first, second) : null);
    actual.put("pooledZ", pooled.z());
    actual.put("pooledZP", possible ? pooled.pValue() : null);
    actual.put("minExpected", possible ? pooled.minExpected() : null);
    actual.put("pValue", possible ? comparison.pValue() : null);
    actual.put("test", possible ? comparison.test() : null);
    actual.put("significantAt05", possible && comparison.pValue() < Tier.SIGNIFICANT);
    return actual;
  }

  public static Map<String, @Nullable Object> twoNps(JsonNode input) {
    Net first = net(input.get("first"));
    Net second = net(input.get("second"));
    Confidence confidence = Json.confidence(input);
    NetComparison comparison = new NetComparison(first, second);
    boolean possible = comparison.isPossible();
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("nps1", first.score(confidence).value());
    actual.put("nps2", second.score(confidence).value());
    actual.put("observedDifference", possible ? 100 * comparison.observed() : null);
    actual.put("adjustedWald", possible ? tested(comparison, confidence) : null);
    actual.put(
        "wald", possible ? wald(NetShares.of(first), NetShares.of(second), confidence) : null);
    actual.put("significantAt05", comparison.pValue().orElse(1) < Tier.SIGNIFICANT);
    return actual;
  }

  private static Map<String, @Nullable Object> tested(
      NetComparison comparison, Confidence confidence) {
    Interval interval = comparison.interval(confidence);
    Map<String, @Nullable Object> actual = new HashMap<>();
    if (interval != null) {
      actual.putAll(Json.ends(100 * interval.lower(), 100 * interval.upper()));
    }
    actual.put("difference", 100 * comparison.difference());
    actual.put("standardError", 100 * comparison.standardError());
    actual.put("z", comparison.z());
    actual.put("pValue", comparison.pValue());
    return actual;
  }

  /** The unadjusted method, which the product does not have. */
  private static Map<String, @Nullable Object> wald(
      NetShares first, NetShares second, Confidence confidence) {
    double difference = first.net() - second.net();
    double error =
        Math.sqrt(Math.max(0, first.squaredError()) + Math.max(0, second.squaredError()));
    double half = confidence.z() * error;
    Map<String, @Nullable Object> actual =
        Json.ends(100 * (difference - half), 100 * (difference + half));
    actual.put("difference", 100 * difference);
    actual.put("standardError", 100 * error);
    actual.put("z", error == 0 ? null : difference / error);
    actual.put("pValue", error == 0 ? null : TwoSided.normal(difference / error));
    return actual;
  }

  private static Net net(JsonNode counts) {
    return new Net(
        counts.get("promoters").asLong(),
        counts.get("passives").asLong(),
        counts.get("detractors").asLong());
  }

  public static Map<String, @Nullable Object> twoMeans(JsonNode input) {
    Histogram first = Json.histogram(input.get("first"));
    Histogram second = Json.histogram(input.get("second"));
    WelchTest welch = new WelchTest(first, second);
    MannWhitneyTest ranks = new MannWhitneyTest(first, second);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("mean1", first.mean());
    actual.put("mean2", second.mean());
    actual.put("difference", welch.difference());
    actual.put("t", welch.t());
    actual.put("df", welch.degreesOfFreedom());
    actual.put("pValue", welch.pValue());
    actual.put("interval", Json.ends(welch.interval(Json.confidence(input))));
    actual.put("mannWhitneyU", ranks.pValue().isEmpty() ? null : ranks.u());
    actual.put("mannWhitneyP", ranks.pValue());
    actual.put("probabilityOfSuperiority", ranks.probabilityOfSuperiority());
    return actual;
  }

  public static Map<String, @Nullable Object> homogeneity(JsonNode input) {
    HomogeneityTest test = new HomogeneityTest(Json.proportions(input.get("groups")));
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("chi2", test.chiSquare());
    actual.put("df", test.degreesOfFreedom());
    actual.put("pValue", test.pValue());
    actual.put("minExpected", test.minExpected());
    return actual;
  }

  public static Map<String, @Nullable Object> multipleTesting(JsonNode input) {
    List<Double> pValues = new ArrayList<>();
    if (input.get("pValues").isNumber()) {
      pValues.add(input.get("pValues").asDouble());
    }
    input.get("pValues").forEach(p -> pValues.add(p.asDouble()));
    List<Double> adjusted = BenjaminiHochberg.adjust(pValues);
    List<Boolean> rejected = adjusted.stream().map(p -> p <= Tier.SIGNIFICANT).toList();
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("benjaminiHochberg", adjusted);
    actual.put("holm", Holm.adjust(pValues));
    actual.put("benjaminiYekutieli", BenjaminiYekutieli.adjust(pValues));
    actual.put("rejectBh05", rejected);
    actual.put("rejectCount", rejected.stream().filter(each -> each).count());
    return actual;
  }
}
