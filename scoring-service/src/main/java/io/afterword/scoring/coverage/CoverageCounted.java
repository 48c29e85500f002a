package io.afterword.scoring.coverage;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What scoring reads of {@code coverage.counted}; the cell and its revision are on the envelope.
 */
record CoverageCounted(
    UUID policyId,
    UUID surveyId,
    LocalDate day,
    Standing standing,
    @Nullable String reason,
    @Nullable String channel,
    @Nullable String team,
    @Nullable String agent,
    @Nullable String locale,
    long count) {}
