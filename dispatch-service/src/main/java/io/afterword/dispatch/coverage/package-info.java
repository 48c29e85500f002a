/** Counts of who was asked and who never was, for scoring-service. */
@NullMarked
package io.afterword.dispatch.coverage;

import org.jspecify.annotations.NullMarked;
