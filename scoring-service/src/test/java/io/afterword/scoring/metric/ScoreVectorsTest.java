package io.afterword.scoring.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.scoring.statistics.AdjustedWaldInterval;
import io.afterword.scoring.statistics.AgrestiCoullInterval;
import io.afterword.scoring.statistics.ClopperPearsonInterval;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.JeffreysInterval;
import io.afterword.scoring.statistics.MeanInterval;
import io.afterword.scoring.statistics.NetScoreInterval;
import io.afterword.scoring.statistics.WilsonInterval;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds our scores and intervals against the reference vectors, every expected field of every
 * vector of the kinds below; a field without a rule fails. What is not held against anything here
 * is named in {@link #NOT_YET_SCORED} and {@link #NEVER_OFFERED}.
 */
class ScoreVectorsTest {
  /** Kinds of the file that no code of ours answers yet. */
  private static final Set<String> NOT_YET_SCORED =
      Set.of("acsi", "band", "suppression", "clusterRobust");

  /** Held against the vectors by the response rate's own test. */
  private static final Set<String> HELD_ELSEWHERE = Set.of("responseRate");

  private static final Set<String> SCORED =
      Set.of("csat", "nps", "ces", "emojiNet", "proportionInterval", "rollup");

  /**
   * Wald intervals have no width at 0 % and 100 %, so we have none; the rest are other people's
   * figures and wrong ways of counting that the file keeps as a comment.
   */
  private static final Set<String> NEVER_OFFERED =
      Set.of(
          "wald",
          "waldInterval",
          "rocksIterativeInterval",
          "published",
          "wrongAverageOfShardScores");

  private static final double CLOSED_FORM = 1e-9;
  private static final double QUANTILE = 1e-6;
  private static final double SCORE_INTERVAL = 1e-4;

  static Stream<Vector> vectors() throws IOException {
    return all().filter(vector -> SCORED.contains(vector.kind()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void reproduces_the_vector(Vector vector) {
    Map<String, @Nullable Object> actual =
        switch (vector.kind()) {
          case "csat" -> csat(vector.input());
          case "nps" -> nps(vector.input());
          case "ces" -> ces(vector.input());
          case "emojiNet" -> emojiNet(vector.input());
          case "proportionInterval" -> proportion(vector.input());
          case "rollup" -> rollup(vector.input());
          default -> throw new AssertionError(vector.kind());
        };
    holds(vector.expected(), actual, "");
  }

  @Test
  void every_kind_of_the_file_is_scored_here_or_named_as_missing() throws IOException {
    Set<String> known = new HashSet<>(SCORED);
    known.addAll(NOT_YET_SCORED);
    known.addAll(HELD_ELSEWHERE);
    assertThat(all().map(Vector::kind)).isSubsetOf(known).hasSize(94);
    assertThat(vectors()).hasSize(77);
  }

  private static Map<String, @Nullable Object> csat(JsonNode input) {
    Scale scale = scale(input.get("scale"));
    Histogram histogram = histogram(input.get("histogram"));
    Confidence confidence = confidence(input);
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
    actual.put("intervals", intervals(csat.satisfied(), histogram.n(), confidence));
    return actual;
  }

  private static Map<String, @Nullable Object> nps(JsonNode input) {
    Confidence confidence = confidence(input);
    Net net =
        input.get("histogram").isNull()
            ? new Net(
                input.at("/counts/promoters").asLong(),
                input.at("/counts/passives").asLong(),
                input.at("/counts/detractors").asLong())
            : new Nps(histogram(input.get("histogram"))).net();
    Score score = net.score(confidence);
    Interval adjusted =
        AdjustedWaldInterval.of(net.positive(), net.neutral(), net.negative(), confidence);
    Interval adjustedInPoints = adjusted == null ? null : adjusted.times(100);
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
    actual.put("scoreInterval", exact == null ? null : ends(exact.times(100)));
    actual.put("adjustedWaldInterval", ends(adjustedInPoints));
    actual.put(
        "adjustedWaldIntervalClipped",
        adjustedInPoints == null ? null : ends(adjustedInPoints.clippedTo(-100, 100)));
    actual.put(
        "adjustedNps",
        adjustedInPoints == null
            ? null
            : (adjustedInPoints.lower() + adjustedInPoints.upper()) / 2);
    // The same net as a mean of -1, 0 and +1, with divisor n - 1.
    actual.put(
        "trinomialTInterval",
        net.n() < 2
            ? null
            : ends(
                Objects.requireNonNull(
                        MeanInterval.of(
                            net.n(),
                            (double) (net.positive() - net.negative()) / net.n(),
                            Math.sqrt(
                                Math.max(0, net.variance().orElseThrow())
                                    * net.n()
                                    / (net.n() - 1)),
                            confidence))
                    .times(100)));
    return actual;
  }

  private static Map<String, @Nullable Object> ces(JsonNode input) {
    JsonNode easy = input.get("easyRange");
    Scale scale = scale(input.get("scale"), range(easy));
    Histogram histogram = histogram(input.get("histogram"));
    Confidence confidence = confidence(input);
    Ces ces = new Ces(histogram, scale);
    Map<String, @Nullable Object> actual = summary(histogram, scale, confidence);
    actual.put("easeIndex", ces.easeIndex());
    actual.put("easyCount", ces.easy());
    actual.put("easyPercent", ces.shareEasy(confidence).value());
    actual.put("easyWilson", ends(WilsonInterval.of(ces.easy(), histogram.n(), confidence)));
    Map<String, @Nullable Object> buckets = new HashMap<>();
    input
        .get("buckets")
        .properties()
        .forEach(bucket -> buckets.put(bucket.getKey(), bucket(histogram, bucket.getValue())));
    actual.put("buckets", buckets.isEmpty() ? null : buckets);
    return actual;
  }

  private static Map<String, @Nullable Object> bucket(Histogram histogram, JsonNode ends) {
    long count = histogram.count(range(ends));
    Score share = Csat.share(count, histogram.n(), Confidence.DEFAULT);
    Map<String, @Nullable Object> bucket = new HashMap<>();
    bucket.put("count", count);
    bucket.put("percent", share.value());
    return bucket;
  }

  private static Map<String, @Nullable Object> emojiNet(JsonNode input) {
    Scale emoji = new Scale("emoji-3", 1, 3, Polarity.HIGHER_IS_BETTER, Set.of(3), Set.of(1));
    Histogram histogram =
        Histogram.of(
            0,
            input.get("negative").asLong(),
            input.get("neutral").asLong(),
            input.get("positive").asLong());
    Confidence confidence = confidence(input);
    Csat csat = new Csat(histogram, emoji);
    Net net = new Net(csat.satisfied(), csat.neutral(), csat.dissatisfied());
    Interval adjusted =
        AdjustedWaldInterval.of(net.positive(), net.neutral(), net.negative(), confidence);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("status", status(histogram.n()));
    actual.put("n", histogram.n());
    actual.put("netOfAll", csat.netSatisfaction(confidence).value());
    actual.put("netOfDecided", net.ofDecided());
    actual.put("positivePercent", csat.score(confidence).value());
    actual.put("netCount", net.score(confidence).numerator());
    actual.put("positiveWilson", ends(WilsonInterval.of(net.positive(), net.n(), confidence)));
    actual.put("netOfAllAdjustedWald", adjusted == null ? null : ends(adjusted.times(100)));
    return actual;
  }

  private static Map<String, @Nullable Object> proportion(JsonNode input) {
    long k = input.get("successes").asLong();
    long n = input.get("n").asLong();
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("proportion", n == 0 ? null : (double) k / n);
    actual.put("intervals", intervals(k, n, confidence(input)));
    return actual;
  }

  private static Map<String, @Nullable Object> rollup(JsonNode input) {
    Scale scale = scale(input.get("scale"));
    Confidence confidence = confidence(input);
    Histogram merged =
        StreamSupport.stream(input.get("shards").spliterator(), false)
            .map(ScoreVectorsTest::histogram)
            .reduce(Histogram.EMPTY, Histogram::plus);
    Csat csat = new Csat(merged, scale);
    Map<String, @Nullable Object> actual = summary(merged, scale, confidence);
    actual.put("csat", csat.score(confidence).value());
    actual.put("intervals", intervals(csat.satisfied(), merged.n(), confidence));
    Map<String, @Nullable Object> counts = new HashMap<>();
    merged.distribution(scale).forEach((rating, count) -> counts.put("" + rating, count));
    actual.put("merged", counts);
    return actual;
  }

  private static Map<String, @Nullable Object> summary(
      Histogram histogram, Scale scale, Confidence confidence) {
    Map<String, @Nullable Object> actual = new HashMap<>();
    Interval mean =
        histogram.n() < 2
            ? null
            : MeanInterval.of(
                histogram.n(),
                histogram.mean().orElseThrow(),
                histogram.standardDeviation().orElseThrow(),
                confidence);
    actual.put("status", status(histogram.n()));
    actual.put("n", histogram.n());
    actual.put("mean", histogram.mean());
    actual.put("sd", histogram.standardDeviation());
    actual.put("meanCi", ends(mean));
    actual.put("meanCiClipped", ends(Ces.meanInterval(histogram, scale, confidence)));
    actual.put("median", histogram.median());
    Map<String, @Nullable Object> shares = new HashMap<>();
    histogram
        .distribution(scale)
        .forEach(
            (rating, count) ->
                shares.put("" + rating, Csat.share(count, histogram.n(), confidence).value()));
    actual.put("distributionPercent", shares);
    return actual;
  }

  private static Map<String, @Nullable Object> intervals(long k, long n, Confidence confidence) {
    Map<String, @Nullable Object> intervals = new HashMap<>();
    intervals.put("wilson", ends(WilsonInterval.of(k, n, confidence)));
    intervals.put("agrestiCoull", ends(AgrestiCoullInterval.of(k, n, confidence)));
    intervals.put("jeffreys", ends(JeffreysInterval.of(k, n, confidence)));
    intervals.put("clopperPearson", ends(ClopperPearsonInterval.of(k, n, confidence)));
    return intervals;
  }

  private static @Nullable Map<String, @Nullable Object> ends(@Nullable Interval interval) {
    if (interval == null) {
      return null;
    }
    Map<String, @Nullable Object> ends = new HashMap<>();
    ends.put("lower", interval.lower());
    ends.put("upper", interval.upper());
    return ends;
  }

  /** The file has no LOW_N; that finer word is ours and tested with {@link ScoreTest}. */
  private static String status(long n) {
    return ScoreStatus.of(n) == ScoreStatus.NO_DATA ? "NO_DATA" : "OK";
  }

  private static void holds(JsonNode expected, Map<String, @Nullable Object> actual, String path) {
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      String name = field.getKey();
      if (!NEVER_OFFERED.contains(name)) {
        assertThat(actual).as("a rule for %s%s", path, name).containsKey(name);
        same(field.getValue(), actual.get(name), path + name);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static void same(JsonNode expected, @Nullable Object actual, String path) {
    if (actual instanceof Map<?, ?> map) {
      if (expected.isNull()) {
        assertThat(map).as(path).isNull();
      }
      holds(expected, (Map<String, @Nullable Object>) map, path + ".");
    } else if (actual instanceof OptionalDouble value && value.isPresent()) {
      number(expected, value.getAsDouble(), path);
    } else if (actual instanceof OptionalDouble || actual == null) {
      assertThat(expected.isNull()).as("%s should be null, expected %s", path, expected).isTrue();
    } else if (actual instanceof String text) {
      assertThat(text).as(path).isEqualTo(expected.asText());
    } else if (actual instanceof Double value) {
      number(expected, value, path);
    } else {
      assertThat(expected.isNumber()).as(path).isTrue();
      assertThat(((Number) actual).doubleValue()).as(path).isEqualTo(expected.asDouble());
    }
  }

  private static void number(JsonNode expected, double actual, String path) {
    assertThat(expected.isNumber()).as("%s expected %s, was %s", path, expected, actual).isTrue();
    double allowed = tolerance(path);
    double difference = Math.abs(actual - expected.asDouble());
    assertThat(difference)
        .as("%s expected %s, was %s", path, expected, actual)
        .isLessThanOrEqualTo(allowed * Math.max(1, Math.abs(expected.asDouble())));
  }

  private static double tolerance(String path) {
    if (path.startsWith("scoreInterval")) {
      return SCORE_INTERVAL;
    }
    boolean quantile =
        path.contains("jeffreys")
            || path.contains("clopperPearson")
            || path.startsWith("meanCi")
            || path.startsWith("trinomialT");
    return quantile ? QUANTILE : CLOSED_FORM;
  }

  private static Confidence confidence(JsonNode input) {
    return new Confidence(input.get("confidence").asDouble());
  }

  private static Scale scale(JsonNode scale) {
    return scale(scale, values(scale.get("satisfied")));
  }

  private static Scale scale(JsonNode scale, Set<Integer> satisfied) {
    return new Scale(
        "vector",
        scale.get("min").asInt(),
        scale.get("max").asInt(),
        Polarity.valueOf(scale.path("polarity").asText("HIGHER_IS_BETTER")),
        satisfied,
        values(scale.path("dissatisfied")));
  }

  private static Set<Integer> values(JsonNode array) {
    Set<Integer> values = new TreeSet<>();
    array.forEach(value -> values.add(value.asInt()));
    return values;
  }

  private static Set<Integer> range(JsonNode ends) {
    Set<Integer> values = new TreeSet<>();
    if (!ends.isNull()) {
      for (int rating = ends.get(0).asInt(); rating <= ends.get(1).asInt(); rating++) {
        values.add(rating);
      }
    }
    return values;
  }

  private static Histogram histogram(JsonNode counts) {
    Map<Integer, Long> byRating = new HashMap<>();
    counts
        .properties()
        .forEach(e -> byRating.put(Integer.valueOf(e.getKey()), e.getValue().asLong()));
    return Histogram.of(byRating);
  }

  private static Stream<Vector> all() throws IOException {
    try (InputStream file = ScoreVectorsTest.class.getResourceAsStream("/vectors/score.json")) {
      List<Vector> vectors = new ArrayList<>();
      new ObjectMapper()
          .readTree(Objects.requireNonNull(file))
          .get("vectors")
          .forEach(
              vector ->
                  vectors.add(
                      new Vector(
                          vector.get("id").asText(),
                          vector.get("kind").asText(),
                          vector.get("title").asText(),
                          vector.get("input"),
                          vector.get("expected"))));
      return vectors.stream();
    }
  }

  record Vector(String id, String kind, String title, JsonNode input, JsonNode expected) {
    @Override
    public String toString() {
      return id + " " + kind + ": " + title;
    }
  }
}
