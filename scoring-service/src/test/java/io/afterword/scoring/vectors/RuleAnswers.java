package io.afterword.scoring.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.scoring.anonymity.Suppression;
import io.afterword.scoring.metric.AcsiStyleIndex;
import io.afterword.scoring.metric.Band;
import io.afterword.scoring.metric.Dispositions;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.statistics.ClusterRobustError;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Our answers to the vectors of the family "score" that judge or combine scores. */
@NullMarked
final class RuleAnswers {
  private RuleAnswers() {}

  static Map<String, @Nullable Object> acsi(JsonNode input) {
    List<Histogram> questions = new ArrayList<>();
    input.get("histograms").forEach(counts -> questions.add(Json.histogram(counts)));
    List<Double> weights = new ArrayList<>();
    input.get("weights").forEach(weight -> weights.add(weight.asDouble()));
    AcsiStyleIndex index =
        new AcsiStyleIndex(
            questions, weights, input.at("/scale/min").asInt(), input.at("/scale/max").asInt());
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("means", questions.stream().map(Histogram::mean).toList());
    actual.put("index", index.value());
    return actual;
  }

  static Map<String, @Nullable Object> band(JsonNode input) {
    Proportion satisfied = Json.proportion(input);
    Band.Thresholds thresholds =
        new Band.Thresholds(input.get("poorBelow").asDouble(), input.get("goodAbove").asDouble());
    Confidence confidence = Json.confidence(input);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("csat", Json.percent(satisfied));
    actual.put("band", Band.of(satisfied, thresholds));
    actual.put("certain", Band.isCertain(satisfied, thresholds, confidence));
    actual.put("wilson", Json.ends(Json.wilson(satisfied, confidence)));
    return actual;
  }

  static Map<String, @Nullable Object> responseRate(JsonNode input) {
    long complete = input.get("complete").asLong();
    long partial = input.get("partial").asLong();
    long optedOut = input.get("optedOut").asLong();
    long bounced = input.get("bounced").asLong();
    long noAnswer = input.get("sent").asLong() - complete - partial - optedOut - bounced;
    Dispositions sent = new Dispositions(complete, partial, optedOut, noAnswer, bounced);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("nonContact", sent.noAnswer());
    actual.put("rr1", Json.percent(sent.rr1()));
    actual.put("rr2", Json.percent(sent.rr2()));
    actual.put("rr5", Json.percent(sent.rr5()));
    actual.put("rr6", Json.percent(sent.rr6()));
    actual.put("deliveredRate", Json.percent(sent.deliveredRate()));
    actual.put("completionRate", Json.percent(sent.completionRate()));
    actual.put("refusalRate1", Json.percent(sent.refusalRate()));
    actual.put("rr6Wilson", Json.ends(Json.wilson(sent.rr6(), Json.confidence(input))));
    return actual;
  }

  static Map<String, @Nullable Object> suppression(JsonNode input) {
    Map<String, Long> groups = new HashMap<>();
    input
        .get("groups")
        .properties()
        .forEach(group -> groups.put(group.getKey(), group.getValue().asLong()));
    Suppression suppression = Suppression.of(groups, input.get("k").asLong());
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("total", suppression.total());
    actual.put("totalShown", suppression.totalShown());
    actual.put("shown", new TreeSet<>(suppression.shown()));
    actual.put("suppressedPrimary", new TreeSet<>(suppression.primary()));
    actual.put("suppressedComplementary", new TreeSet<>(suppression.complementary()));
    actual.put("noData", new TreeSet<>(suppression.noData()));
    return actual;
  }

  static Map<String, @Nullable Object> clusterRobust(JsonNode input) {
    ClusterRobustError error = new ClusterRobustError(Json.proportions(input.get("customers")));
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("n", error.pooled().n());
    actual.put("customers", error.customers().size());
    actual.put("proportion", error.pooled().value());
    actual.put("naiveSe", error.naive());
    actual.put("clusterSe", error.value());
    actual.put("designEffect", error.designEffect());
    actual.put("effectiveN", error.effectiveN());
    return actual;
  }
}
