/**
 * What CSAT, NPS and CES are: scales, histograms of raw ratings and the exact scores made from
 * them. Pure.
 */
@NullMarked
package io.afterword.scoring.metric;

import org.jspecify.annotations.NullMarked;
