/** The measures beside each other: CSAT, NPS and CES of the same days or the same people. */
@NullMarked
package io.afterword.scoring.beside;

import org.jspecify.annotations.NullMarked;
