/** Minimum group size for people who were promised anonymity. Pure. */
@NullMarked
package io.afterword.scoring.anonymity;

import org.jspecify.annotations.NullMarked;
