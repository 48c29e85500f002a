/**
 * Two groups, two periods or many groups against each other: differences with their intervals,
 * tests, and the correction for testing many at once. Pure.
 */
@NullMarked
package io.afterword.scoring.comparison;

import org.jspecify.annotations.NullMarked;
