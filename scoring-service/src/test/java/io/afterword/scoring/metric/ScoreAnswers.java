package io.afterword.scoring.metric;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.scoring.statistics.AdjustedWaldInterval;
import io.afterword.scoring.statistics.AgrestiCoullInterval;
import io.afterword.scoring.statistics.ClopperPearsonInterval;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.JeffreysInterval;
import io.afterword.scoring.statistics.MeanInterval;
import io.afterword.scoring.statistics.NetScoreInterval;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.statistics.WilsonInterval;
import io.afterword.scoring.vectors.Json;
import io.afterword.scoring.vectors.Wald;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Our answers to the vectors of the family "score", by the names of the file. */
public final class ScoreAnswers {
  private ScoreAnswers() {}

  public static Map<String, @Nullable Object> csat(JsonNode input) {
    Scale scale = scale(input.get("scale"), Json.integers(input.at("/scale/satisfied")));
    Histogram histogram = Json.histogram(input.get("histogram"));
    Confidence confidence = Json.confidence(input);
    Csat csat = new Csat(histogram, scale);
    Score score = csat.score(confidence);
    Map<String, @Nullable Object> actual = summary(histogram, scale, confidence);
    actual.put("satisfied", csat.satisfied());
    actual.put("dissatisfied", csat.dissatisfied());
    actual.put("neutral", csat.neutral());
    actual.put("csat", score.value());
    actual.put("csatRounded0", score.rounded(0));
    actual.put("csatRounded1", score.rounded(1));
    actual.put("topBoxPercent", csat.topBox(confidence).value());
    actual.put("bottomBoxPercent", csat.bottomBox(confidence).value());
    actual.put("netSatisfaction", csat.netSatisfaction(confidence).value());
    actual.put("intervals", intervals(new Proportion(csat.satisfied(), histogram.n()), confidence));
    return actual;
  }

  public static Map<String, @Nullable Object> nps(JsonNode input) {
    Confidence confidence = Json.confidence(input);
    Net net = net(input);
    Score score = net.score(confidence);
    Interval adjusted = adjustedWald(net, confidence);
    Interval exact = NetScoreInterval.of(net.positive(), net.neutral(), net.negative(), confidence);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("status", status(net.n()));
    actual.put("n", net.n());
    actual.put("detractors", net.negative());
    actual.put("passives", net.neutral());
    actual.put("promoters", net.positive());
    actual.put("nps", score.value());
    actual.put("npsRounded0", score.rounded(0));
    actual.put("variance", net.variance());
    actual.put("standardError", net.standardError());
    actual.put("scoreInterval", points(exact));
    actual.put("adjustedWaldInterval", points(adjusted));
    actual.put(
        "adjustedWaldIntervalClipped", adjusted == null ? null : points(adjusted.clippedTo(-1, 1)));
    actual.put("adjustedNps", adjusted == null ? null : 50 * (adjusted.lower() + adjusted.upper()));
    actual.put("waldInterval", points(Wald.net(net, confidence)));
    actual.put("trinomialTInterval", points(asMean(net, confidence)));
    return actual;
  }

  /** From the histogram, else from the classes' counts; the classes must be the ones we use. */
  private static Net net(JsonNode input) {
    JsonNode histogram = input.path("histogram");
    if (!histogram.isObject()) {
      return new Net(
          input.at("/counts/promoters").asLong(),
          input.at("/counts/passives").asLong(),
          input.at("/counts/detractors").asLong());
    }
    JsonNode scale = input.get("scale");
    boolean usual =
        Json.range(scale.get("promoters")).equals(Set.of(9, 10))
            && Json.range(scale.get("passives")).equals(Set.of(7, 8))
            && scale.at("/detractors/1").asInt() == 6;
    if (!usual) {
      throw new AssertionError("other classes than those of the NPS: " + scale);
    }
    return new Nps(Json.histogram(histogram)).net();
  }

  /** The same net as a mean of -1, 0 and +1, with divisor n - 1. */
  private static @Nullable Interval asMean(Net net, Confidence confidence) {
    if (net.n() < 2) {
      return null;
    }
    double variance = Math.max(0, net.variance().orElseThrow()) * net.n() / (net.n() - 1);
    double mean = (double) (net.positive() - net.negative()) / net.n();
    return MeanInterval.of(net.n(), mean, Math.sqrt(variance), confidence);
  }

  public static Map<String, @Nullable Object> ces(JsonNode input) {
    Scale scale = scale(input.get("scale"), Json.range(input.path("easyRange")));
    Histogram histogram = Json.histogram(input.get("histogram"));
    Confidence confidence = Json.confidence(input);
    Ces ces = new Ces(histogram, scale);
    Map<String, @Nullable Object> actual = summary(histogram, scale, confidence);
    actual.put("easeIndex", ces.easeIndex());
    if (input.path("easyRange").isArray()) {
      actual.put("easyCount", ces.easy());
      actual.put("easyPercent", ces.shareEasy(confidence).value());
      actual.put("easyWilson", Json.ends(WilsonInterval.of(ces.easy(), histogram.n(), confidence)));
    }
    Map<String, @Nullable Object> buckets = new HashMap<>();
    input
        .path("buckets")
        .properties()
        .forEach(bucket -> buckets.put(bucket.getKey(), bucket(histogram, bucket.getValue())));
    actual.put("buckets", buckets);
    return actual;
  }

  private static Map<String, @Nullable Object> bucket(Histogram histogram, JsonNode ends) {
    Proportion share = new Proportion(histogram.count(Json.range(ends)), histogram.n());
    Map<String, @Nullable Object> bucket = new HashMap<>();
    bucket.put("count", share.successes());
    bucket.put("percent", Json.percent(share));
    return bucket;
  }

  public static Map<String, @Nullable Object> emojiNet(JsonNode input) {
    Net net =
        new Net(
            input.get("positive").asLong(),
            input.get("neutral").asLong(),
            input.get("negative").asLong());
    Confidence confidence = Json.confidence(input);
    Proportion positive = new Proportion(net.positive(), net.n());
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("status", status(net.n()));
    actual.put("n", net.n());
    actual.put("netOfAll", net.score(confidence).value());
    actual.put("netOfDecided", net.ofDecided());
    actual.put("netCount", net.score(confidence).numerator());
    actual.put("positivePercent", Json.percent(positive));
    actual.put("positiveWilson", Json.ends(Json.wilson(positive, confidence)));
    actual.put("netOfAllAdjustedWald", points(adjustedWald(net, confidence)));
    return actual;
  }

  public static Map<String, @Nullable Object> proportionInterval(JsonNode input) {
    Proportion share = Json.proportion(input);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("proportion", share.value());
    actual.put("intervals", intervals(share, Json.confidence(input)));
    return actual;
  }

  public static Map<String, @Nullable Object> rollup(JsonNode input) {
    Scale scale = scale(input.get("scale"), Json.integers(input.at("/scale/satisfied")));
    Confidence confidence = Json.confidence(input);
    List<Histogram> shards =
        StreamSupport.stream(input.get("shards").spliterator(), false)
            .map(Json::histogram)
            .toList();
    Histogram merged = shards.stream().reduce(Histogram.EMPTY, Histogram::plus);
    Csat csat = new Csat(merged, scale);
    Map<String, @Nullable Object> actual = summary(merged, scale, confidence);
    actual.put("csat", csat.score(confidence).value());
    actual.put("intervals", intervals(new Proportion(csat.satisfied(), merged.n()), confidence));
    Map<String, @Nullable Object> counts = new HashMap<>();
    merged.distribution(scale).forEach((rating, count) -> counts.put("" + rating, count));
    actual.put("merged", counts);
    actual.put("wrongAverageOfShardScores", meanOfScores(shards, scale));
    return actual;
  }

  /** What must never be done: the mean of the scores of the parts that have one. */
  public static OptionalDouble meanOfScores(List<Histogram> shards, Scale scale) {
    return shards.stream()
        .filter(shard -> shard.n() > 0)
        .mapToDouble(shard -> 100.0 * new Csat(shard, scale).satisfied() / shard.n())
        .average();
  }

  private static Map<String, @Nullable Object> summary(
      Histogram histogram, Scale scale, Confidence confidence) {
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("status", status(histogram.n()));
    actual.put("n", histogram.n());
    actual.put("mean", histogram.mean());
    actual.put("sd", histogram.standardDeviation());
    actual.put("meanCi", Json.ends(mean(histogram, confidence)));
    actual.put("meanCiClipped", Json.ends(Ces.meanInterval(histogram, scale, confidence)));
    actual.put("median", histogram.median());
    Map<String, @Nullable Object> shares = new HashMap<>();
    histogram
        .distribution(scale)
        .forEach(
            (rating, count) ->
                shares.put("" + rating, Json.percent(new Proportion(count, histogram.n()))));
    actual.put("distributionPercent", shares);
    return actual;
  }

  private static @Nullable Interval mean(Histogram histogram, Confidence confidence) {
    return histogram.n() < 2
        ? null
        : MeanInterval.of(
            histogram.n(),
            histogram.mean().orElseThrow(),
            histogram.standardDeviation().orElseThrow(),
            confidence);
  }

  private static Map<String, @Nullable Object> intervals(Proportion share, Confidence confidence) {
    long k = share.successes();
    long n = share.n();
    Map<String, @Nullable Object> intervals = new HashMap<>();
    intervals.put("wilson", Json.ends(Json.wilson(share, confidence)));
    intervals.put("agrestiCoull", Json.ends(AgrestiCoullInterval.of(k, n, confidence)));
    intervals.put("jeffreys", Json.ends(JeffreysInterval.of(k, n, confidence)));
    intervals.put("clopperPearson", Json.ends(ClopperPearsonInterval.of(k, n, confidence)));
    intervals.put("wald", Json.ends(Wald.share(share, confidence)));
    return intervals;
  }

  private static @Nullable Interval adjustedWald(Net net, Confidence confidence) {
    return AdjustedWaldInterval.of(net.positive(), net.neutral(), net.negative(), confidence);
  }

  private static @Nullable Map<String, @Nullable Object> points(@Nullable Interval shares) {
    return shares == null ? null : Json.ends(shares.times(100));
  }

  /** The file has no LOW_N; that finer word is ours and tested with {@link ScoreTest}. */
  private static String status(long n) {
    return ScoreStatus.of(n) == ScoreStatus.NO_DATA ? "NO_DATA" : "OK";
  }

  private static Scale scale(JsonNode scale, Set<Integer> satisfied) {
    return new Scale(
        "vector",
        scale.get("min").asInt(),
        scale.get("max").asInt(),
        Polarity.valueOf(scale.path("polarity").asText("HIGHER_IS_BETTER")),
        satisfied,
        Json.integers(scale.path("dissatisfied")));
  }
}
