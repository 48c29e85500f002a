/** One person's line: what happened, what was decided, what went out, what was answered. */
@NullMarked
package io.afterword.dispatch.people;

import org.jspecify.annotations.NullMarked;
