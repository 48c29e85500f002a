/**
 * Responses as they arrive by the feed: checked, placed on their day and in their segments, counted
 * exactly once.
 */
@NullMarked
package io.afterword.scoring.intake;

import org.jspecify.annotations.NullMarked;
