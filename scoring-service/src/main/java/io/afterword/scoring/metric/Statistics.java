package io.afterword.scoring.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Every statistic that a scale allows, whatever the metric of the question: null (and absent in
 * JSON) where there are too few answers or where it makes no sense on the scale. Shares in percent,
 * nets in points, means in points of the scale.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Statistics(
    @Nullable Double mean,
    @Nullable Double standardDeviation,
    @Nullable Interval meanInterval,
    @Nullable Double median,
    @Nullable Double topBox,
    @Nullable Double bottomBox,
    @Nullable Double shareNeutral,
    @Nullable Double shareDissatisfied,
    @Nullable Double csat,
    @Nullable Double netSatisfaction,
    @Nullable Double netOfDecided,
    @Nullable Double emojiNet,
    @Nullable Double nps,
    @Nullable Double shareEasy,
    @Nullable Double easeIndex) {

  public static Statistics of(
      Metric metric, Histogram histogram, Scale scale, Confidence confidence) {
    Csat csat = new Csat(histogram, scale);
    Net net = new Net(csat.satisfied(), csat.neutral(), csat.dissatisfied());
    boolean classed = !scale.satisfied().isEmpty();
    boolean twoSided = classed && !scale.dissatisfied().isEmpty();
    boolean effort = metric == Metric.CES;
    Ces ces = new Ces(histogram, scale);
    return new Statistics(
        orNull(histogram.mean()),
        orNull(histogram.standardDeviation()),
        Ces.meanInterval(histogram, scale, confidence),
        orNull(histogram.median()),
        orNull(csat.topBox(confidence).value()),
        orNull(csat.bottomBox(confidence).value()),
        twoSided ? share(csat.neutral(), histogram) : null,
        twoSided ? share(csat.dissatisfied(), histogram) : null,
        classed && !effort ? orNull(csat.score(confidence).value()) : null,
        classed && !effort ? orNull(csat.netSatisfaction(confidence).value()) : null,
        twoSided ? orNull(net.ofDecided()) : null,
        twoSided && isOfFaces(scale) ? orNull(csat.netSatisfaction(confidence).value()) : null,
        metric == Metric.NPS && Nps.isAskedOn(scale)
            ? orNull(new Nps(histogram).score(confidence).value())
            : null,
        effort && Ces.isShareOfEasy(scale) ? orNull(ces.shareEasy(confidence).value()) : null,
        effort ? orNull(ces.easeIndex()) : null);
  }

  /** Three or five points are what faces are drawn for. */
  private static boolean isOfFaces(Scale scale) {
    int points = scale.max() - scale.min() + 1;
    return points == 3 || points == 5;
  }

  private static @Nullable Double share(long count, Histogram histogram) {
    return histogram.n() == 0 ? null : 100.0 * count / histogram.n();
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
