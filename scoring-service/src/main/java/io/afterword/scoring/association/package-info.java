/** What goes together: correlations, drivers, lead and lag. None of it is causal. Pure. */
@NullMarked
package io.afterword.scoring.association;

import org.jspecify.annotations.NullMarked;
