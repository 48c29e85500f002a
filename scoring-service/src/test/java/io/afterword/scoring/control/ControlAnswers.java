package io.afterword.scoring.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.vectors.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Our answers to the vectors of the family "control", by the names of the file. */
public final class ControlAnswers {
  private ControlAnswers() {}

  public static Map<String, @Nullable Object> pChart(JsonNode input) {
    List<Proportion> periods = Json.periods(input);
    double sigmas = input.path("nSigmas").asDouble(PChart.USUAL_SIGMAS);
    JsonNode baseline = input.path("baselineProportion");
    PChart chart =
        baseline.isNumber()
            ? new PChart(periods, baseline.asDouble(), sigmas)
            : PChart.ofItself(periods, sigmas);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("center", Double.isNaN(chart.centre()) ? null : chart.centre());
    actual.put("points", chart.points());
    actual.put("lcl", ends(chart.limits(), Limits::lower));
    actual.put("ucl", ends(chart.limits(), Limits::upper));
    actual.put("beyondLimits", chart.beyondLimits());
    actual.put("runOf8", chart.runs());
    actual.put("laneySigmaZ", chart.laneySigma());
    boolean laney = chart.laneySigma().isPresent();
    actual.put("laneyLcl", laney ? ends(chart.laneyLimits(), Limits::lower) : null);
    actual.put("laneyUcl", laney ? ends(chart.laneyLimits(), Limits::upper) : null);
    return actual;
  }

  public static Map<String, @Nullable Object> individuals(JsonNode input) {
    IndividualsChart chart = IndividualsChart.ofItself(Json.numbers(input.get("values")));
    Limits limits = chart.limits();
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("center", chart.centre());
    actual.put("sigma", chart.sigma());
    actual.put("lcl", limits == null ? null : limits.lower());
    actual.put("ucl", limits == null ? null : limits.upper());
    actual.put("meanMovingRange", chart.meanMovingRange());
    actual.put("mrUcl", chart.rangeLimit());
    actual.put("beyondLimits", chart.beyondLimits());
    return actual;
  }

  public static Map<String, @Nullable Object> ewma(JsonNode input) {
    double target = input.get("center").asDouble();
    double sigma = input.get("sigma").asDouble();
    Ewma.Setting setting = setting(input);
    Map<String, @Nullable Object> actual =
        ewma(Ewma.ofValues(Json.numbers(input.get("values")), target, sigma, setting));
    Limits steady = Ewma.steadyLimits(target, sigma, setting);
    actual.put("steadyStateLcl", steady.lower());
    actual.put("steadyStateUcl", steady.upper());
    return actual;
  }

  public static Map<String, @Nullable Object> proportionEwma(JsonNode input) {
    double share = input.get("baselineProportion").asDouble();
    return ewma(Ewma.ofShares(Json.periods(input), share, setting(input)));
  }

  private static Map<String, @Nullable Object> ewma(Ewma chart) {
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("ewma", chart.points());
    actual.put("lcl", ends(chart.limits(), Limits::lower));
    actual.put("ucl", ends(chart.limits(), Limits::upper));
    actual.put("beyondLimits", chart.beyondLimits());
    return actual;
  }

  private static Ewma.Setting setting(JsonNode input) {
    return new Ewma.Setting(input.path("lambda").asDouble(0.2), input.path("L").asDouble(3));
  }

  public static Map<String, @Nullable Object> cusum(JsonNode input) {
    Cusum.Setting setting =
        new Cusum.Setting(input.path("k").asDouble(0.5), input.path("h").asDouble(5));
    Cusum chart =
        Cusum.of(
            Json.numbers(input.get("values")),
            input.get("target").asDouble(),
            input.get("sigma").asDouble(),
            setting);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("cPlus", chart.up());
    actual.put("cMinus", chart.down());
    actual.put("signalUp", chart.signalsUp());
    actual.put("signalDown", chart.signalsDown());
    return actual;
  }

  public static Map<String, @Nullable Object> movingAverage(JsonNode input) {
    List<@Nullable Double> percent = new ArrayList<>();
    MovingAverage.pooled(Json.periods(input), input.get("window").asInt())
        .forEach(pooled -> percent.add(pooled == null ? null : Json.percent(pooled)));
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("pooledTrailing", percent);
    return actual;
  }

  private static List<OptionalDouble> ends(
      List<@Nullable Limits> limits, ToDoubleFunction<Limits> end) {
    List<OptionalDouble> ends = new ArrayList<>();
    for (Limits each : limits) {
      ends.add(each == null ? OptionalDouble.empty() : OptionalDouble.of(end.applyAsDouble(each)));
    }
    return ends;
  }
}
