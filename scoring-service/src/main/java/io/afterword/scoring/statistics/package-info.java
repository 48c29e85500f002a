/**
 * Intervals for shares, nets and means, pure: numbers in, numbers out. Formulas and sources stand
 * with each class.
 */
@NullMarked
package io.afterword.scoring.statistics;

import org.jspecify.annotations.NullMarked;
