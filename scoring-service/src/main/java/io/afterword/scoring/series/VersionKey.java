package io.afterword.scoring.series;

import java.util.UUID;

/** A published version of a survey. */
public record VersionKey(UUID surveyId, int version) {}
