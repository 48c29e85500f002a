/**
 * The decision to ask one contact once, as a drawn state machine, and what the siblings hear of it.
 */
@NullMarked
package io.afterword.dispatch.invitation;

import org.jspecify.annotations.NullMarked;
