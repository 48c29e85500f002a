/** Scores over HTTP and on the page: which series a question means, and what their counts say. */
@NullMarked
package io.afterword.scoring.score;

import org.jspecify.annotations.NullMarked;
