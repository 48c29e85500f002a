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
    @Nullable Double csat,
    @Nullable Double netSatisfaction,
    @Nullable Double nps,
    @Nullable Double shareEasy,
    @Nullable Double easeIndex) {

  public static Statistics of(
      Metric metric, Histogram histogram, Scale scale, Confidence confidence) {
    Csat csat = new Csat(histogram, scale);
    boolean classed = !scale.satisfied().isEmpty();
    boolean effort = metric == Metric.CES;
    Ces ces = new Ces(histogram, scale);
    return new Statistics(
        orNull(histogram.mean()),
        orNull(histogram.standardDeviation()),
        Ces.meanInterval(histogram, scale, confidence),
        orNull(histogram.median()),
        orNull(csat.topBox(confidence).value()),
        orNull(csat.bottomBox(confidence).value()),
        classed && !effort ? orNull(csat.score(confidence).value()) : null,
        classed && !effort ? orNull(csat.netSatisfaction(confidence).value()) : null,
        metric == Metric.NPS && Nps.isAskedOn(scale)
            ? orNull(new Nps(histogram).score(confidence).value())
            : null,
        effort && Ces.isShareOfEasy(scale) ? orNull(ces.shareEasy(confidence).value()) : null,
        effort ? orNull(ces.easeIndex()) : null);
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
