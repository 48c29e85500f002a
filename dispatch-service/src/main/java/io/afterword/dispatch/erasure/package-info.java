/** Forgets a person: what is left of them is that they are never written to again. */
@NullMarked
package io.afterword.dispatch.erasure;

import org.jspecify.annotations.NullMarked;
