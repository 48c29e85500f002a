package io.afterword.dispatch.decision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One side of a split: what it does otherwise than the policy.
 *
 * @param name goes with the response, so that scores can be compared by it
 * @param subject of the mail; null for the survey's own
 * @param delay null for the policy's
 * @param window null for the policy's
 */
public record Variant(
    String name, @Nullable String subject, @Nullable Duration delay, @Nullable SendWindow window) {}
