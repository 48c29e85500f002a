package io.afterword.dispatch.survey;

import java.util.UUID;

/**
 * What dispatch knows of a published survey.
 *
 * @param version the newest published version
 */
public record KnownSurvey(UUID id, int version, String name, Metric metric, boolean archived) {}
