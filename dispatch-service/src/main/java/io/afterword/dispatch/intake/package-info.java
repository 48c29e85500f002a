/** Interactions in, decisions out: one transaction of a few set-based statements. */
@NullMarked
package io.afterword.dispatch.intake;

import org.jspecify.annotations.NullMarked;
