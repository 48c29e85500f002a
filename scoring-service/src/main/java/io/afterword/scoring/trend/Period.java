package io.afterword.scoring.trend;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.Score;
import io.afterword.scoring.statistics.Confidence;
import java.time.LocalDate;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The answers of one period: from its first day to the first one after. */
record Period(LocalDate from, LocalDate to, Histogram histogram) {

  long n() {
    return histogram.n();
  }

  Score score(Metric metric, Scale scale) {
    return metric.score(histogram, scale, Confidence.DEFAULT);
  }

  /** In the unit of the score; null without answers. */
  @Nullable Double value(Metric metric, Scale scale) {
    OptionalDouble value = score(metric, scale).value();
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
