package io.afterword.scoring.series;

import io.afterword.scoring.metric.Metric;
import java.util.UUID;

/** A survey that was published at least once. */
public record KnownSurvey(UUID id, String name, Metric metric, boolean archived) {}
