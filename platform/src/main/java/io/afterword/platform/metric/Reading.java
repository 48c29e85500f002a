package io.afterword.platform.metric;

import java.util.List;

/**
 * What a gauge was when it was last looked at.
 *
 * @param labelValues in the order of the metric's labels
 */
public record Reading(Metric metric, double value, List<String> labelValues) {

  public Reading {
    labelValues = List.copyOf(labelValues);
    if (labelValues.size() != metric.labels().size()) {
      throw new IllegalArgumentException(
          metric.name() + " has the labels " + metric.labels() + ", not " + labelValues.size());
    }
  }
}
