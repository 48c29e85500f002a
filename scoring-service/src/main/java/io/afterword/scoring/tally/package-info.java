/**
 * Counts: folding changes into tallies, reading tallies with their unfolded tail, and checking both
 * against the answers.
 */
@NullMarked
package io.afterword.scoring.tally;

import org.jspecify.annotations.NullMarked;
