/** The members of a segment beside each other: who stands out, and who only seems to. */
@NullMarked
package io.afterword.scoring.rank;

import org.jspecify.annotations.NullMarked;
