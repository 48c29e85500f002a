/** Two periods or two segments against each other: what differs, how surely, and is it better. */
@NullMarked
package io.afterword.scoring.compare;

import org.jspecify.annotations.NullMarked;
