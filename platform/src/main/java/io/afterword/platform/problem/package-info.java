/**
 * Every refusal as {@code application/problem+json}: a stable code and a sentence that says what to
 * change.
 */
@NullMarked
package io.afterword.platform.problem;

import org.jspecify.annotations.NullMarked;
