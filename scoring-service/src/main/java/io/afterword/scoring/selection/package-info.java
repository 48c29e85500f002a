/**
 * Which answers a question is about: the series it means, the segments it filters by, and their
 * counts. What every view of scores begins with.
 */
@NullMarked
package io.afterword.scoring.selection;

import org.jspecify.annotations.NullMarked;
