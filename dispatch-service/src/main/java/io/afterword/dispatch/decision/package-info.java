/**
 * Who is asked and when, as pure rules: one decision code, called by intake and by every other way
 * of asking.
 */
@NullMarked
package io.afterword.dispatch.decision;

import org.jspecify.annotations.NullMarked;
