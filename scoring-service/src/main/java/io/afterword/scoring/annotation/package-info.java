/**
 * Changes on the time line: what happened on which day, and what the scores of equal periods before
 * and after say about it.
 */
@NullMarked
package io.afterword.scoring.annotation;

import org.jspecify.annotations.NullMarked;
