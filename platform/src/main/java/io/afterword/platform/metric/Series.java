package io.afterword.platform.metric;

import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * A metric with one value for each of its labels: what has a number of its own.
 *
 * @param labelValues in the order of the metric's labels
 */
public record Series(Metric metric, List<String> labelValues) {

  public Series {
    labelValues = List.copyOf(labelValues);
    if (labelValues.size() != metric.labels().size()) {
      throw new IllegalArgumentException(
          metric.name() + " has the labels " + metric.labels() + ", not " + labelValues.size());
    }
  }

  Tags tags() {
    Tags tags = Tags.empty();
    for (int i = 0; i < labelValues.size(); i++) {
      tags = tags.and(metric.labels().get(i), labelValues.get(i));
    }
    return tags;
  }
}
