/**
 * Many groups side by side without a league table of luck: shrunken rates and funnel limits. Pure.
 */
@NullMarked
package io.afterword.scoring.ranking;

import org.jspecify.annotations.NullMarked;
