/**
 * What goes together with a score: facts of the interaction, other scores, earlier ones. None of it
 * says why.
 */
@NullMarked
package io.afterword.scoring.driver;

import org.jspecify.annotations.NullMarked;
