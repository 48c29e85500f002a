/**
 * Series from outside, such as retention and revenue: uploaded, kept by day, and held against the
 * scores of the same periods.
 */
@NullMarked
package io.afterword.scoring.outside;

import org.jspecify.annotations.NullMarked;
