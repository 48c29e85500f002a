/** Asks everybody once in every cycle, each at their own turn, in waves that survive a crash. */
@NullMarked
package io.afterword.dispatch.recurrence;

import org.jspecify.annotations.NullMarked;
