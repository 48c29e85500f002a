package io.afterword.scoring.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes that are often made, each put into an answer that was right: at least one vector refuses
 * it, so none of them can slip into the code unseen.
 */
class WrongFormulasTest {

  record Mistake(String name, String kind, BiConsumer<JsonNode, Map<String, Object>> spoil) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        of("z is 1.96", "proportionInterval", WrongFormulasTest::roundedZ),
        of(
            "Wald instead of Wilson",
            "proportionInterval",
            (input, answer) -> {
              Map<String, Object> intervals = map(answer, "intervals");
              intervals.put("wilson", intervals.get("wald"));
            }),
        of(
            "n - 1 instead of n in the variance of the NPS",
            "nps",
            (input, answer) -> answer.put("variance", freed(answer, "variance"))),
        of(
            "n instead of n - 1 in the standard deviation",
            "csat",
            (input, answer) -> {
              double n = number(answer, "n");
              answer.put("sd", number(answer, "sd") * Math.sqrt((n - 1) / n));
            }),
        of(
            "polarity swapped",
            "ces",
            (input, answer) -> answer.put("easeIndex", 100 - number(answer, "easeIndex"))),
        of(
            "neutral answers left out",
            "csat",
            (input, answer) -> {
              double satisfied = number(answer, "satisfied");
              answer.put("csat", 100 * satisfied / (satisfied + number(answer, "dissatisfied")));
            }),
        of(
            "passives left out",
            "nps",
            (input, answer) -> {
              double promoters = number(answer, "promoters");
              double detractors = number(answer, "detractors");
              answer.put("nps", 100 * (promoters - detractors) / (promoters + detractors));
            }),
        of(
            "a six is a passive",
            "nps",
            (input, answer) -> {
              double sixes = input.at("/histogram/6").asDouble();
              answer.put("detractors", number(answer, "detractors") - sixes);
              answer.put("passives", number(answer, "passives") + sixes);
            }),
        of(
            "a dismissed question counted as an answer",
            "csat",
            (input, answer) -> {
              answer.put("n", number(answer, "n") + 1);
              answer.put("csat", 100 * number(answer, "satisfied") / number(answer, "n"));
            }),
        of(
            "zero instead of no score",
            "csat",
            (input, answer) -> answer.put("csat", number(answer, "csat"))),
        of(
            "mean of the parts' scores",
            "rollup",
            (input, answer) -> answer.put("csat", answer.get("wrongAverageOfShardScores"))),
        of(
            "Math.round, which takes -12.5 to -12",
            "nps",
            (input, answer) -> answer.put("npsRounded0", Math.round(number(answer, "nps")))),
        of(
            "the share rounded before it becomes a percentage",
            "csat",
            (input, answer) -> answer.put("csat", (double) Math.round(number(answer, "csat")))),
        of(
            "all answers over the easy ones",
            "ces",
            (input, answer) ->
                answer.put("easyPercent", 100 * number(answer, "n") / number(answer, "easyCount"))),
        of(
            "negative minus positive faces",
            "emojiNet",
            (input, answer) -> answer.put("netOfAll", -number(answer, "netOfAll"))),
        of(
            "bounced mails counted as not answered",
            "responseRate",
            (input, answer) -> answer.put("rr6", answer.get("rr2"))),
        of(
            "a difference without its sign",
            "twoNps",
            (input, answer) -> {
              Map<String, Object> tested = map(answer, "adjustedWald");
              tested.put("difference", Math.abs(number(tested, "difference")));
            }),
        of(
            "z test however small the counts",
            "twoProportions",
            (input, answer) -> answer.put("pValue", answer.get("pooledZP"))),
        of(
            "Bonferroni instead of Benjamini-Hochberg",
            "multipleTesting",
            (input, answer) -> answer.put("benjaminiHochberg", timesTheirNumber(input))),
        of(
            "agents ordered by their raw share",
            "agentRanking",
            (input, answer) -> answer.put("rankingByShrunkCsat", answer.get("rankingByRawCsat"))),
        of(
            "an agent tested against a mean that contains it",
            "agentRanking",
            (input, answer) -> list(answer, "agents").forEach(WrongFormulasTest::againstAll)),
        of(
            "mean of the periods' shares",
            "movingAverage",
            (input, answer) -> answer.put("pooledTrailing", meanOfShares(input))),
        of(
            "limits of the end from the beginning",
            "ewma",
            (input, answer) ->
                answer.put(
                    "ucl",
                    list(answer, "ucl").stream().map(x -> answer.get("steadyStateUcl")).toList())),
        of(
            "mean of the parts' correlations",
            "coMomentMerge",
            (input, answer) -> answer.put("pearson", answer.get("wrongAverageOfShardPearson"))));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void is_refused(Mistake mistake) {
    List<Vector> vectors =
        VectorFiles.committed().stream()
            .filter(vector -> vector.kind().equals(mistake.kind()))
            .toList();
    assertThat(vectors).allSatisfy(v -> assertThat(Answers.differences(v)).isEmpty());

    assertThat(vectors)
        .anySatisfy(
            vector -> {
              Map<String, Object> answer = Answers.to(vector);
              mistake.spoil().accept(vector.input(), answer);
              assertThat(Agreement.differences(vector.expected(), answer)).isNotEmpty();
            });
  }

  private static Mistake of(
      String name, String kind, BiConsumer<JsonNode, Map<String, Object>> spoil) {
    return new Mistake(name, kind, spoil);
  }

  private static void roundedZ(JsonNode input, Map<String, Object> answer) {
    Proportion share = Json.proportion(input);
    double z = 1.96;
    double n = share.n();
    double p = share.share();
    double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    map(answer, "intervals").put("wilson", Json.ends(centre - half, centre + half));
  }

  private static double freed(Map<String, Object> answer, String field) {
    double n = number(answer, "n");
    return number(answer, field) * n / (n - 1);
  }

  private static List<Double> timesTheirNumber(JsonNode input) {
    List<Double> adjusted = new ArrayList<>();
    int m = input.get("pValues").size();
    input.get("pValues").forEach(p -> adjusted.add(Math.min(1, p.asDouble() * m)));
    return adjusted;
  }

  private static List<Double> meanOfShares(JsonNode input) {
    List<Proportion> periods = Json.periods(input);
    int window = input.get("window").asInt();
    List<Double> means = new ArrayList<>();
    for (int end = 1; end <= periods.size(); end++) {
      means.add(
          end < window
              ? null
              : periods.subList(end - window, end).stream()
                  .filter(period -> period.n() > 0)
                  .mapToDouble(period -> 100 * period.share())
                  .average()
                  .orElse(0));
    }
    return means;
  }

  @SuppressWarnings("unchecked")
  private static void againstAll(Object agent) {
    Map<String, Object> answer = (Map<String, Object>) agent;
    answer.put("pVersusRest", answer.get("pVersusPooled"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> answer, String field) {
    return (Map<String, Object>) Objects.requireNonNull(answer.get(field));
  }

  private static List<?> list(Map<String, Object> answer, String field) {
    return (List<?>) Objects.requireNonNull(answer.get(field));
  }

  /** As double; 0 where there is none, which is a mistake of its own. */
  private static double number(Map<String, Object> answer, String field) {
    Object value = answer.get(field);
    if (value instanceof OptionalDouble optional) {
      return optional.orElse(0);
    }
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
