/**
 * The closed list of dimensions that answers are counted by, and the interned names of their
 * members.
 */
@NullMarked
package io.afterword.scoring.segment;

import org.jspecify.annotations.NullMarked;
