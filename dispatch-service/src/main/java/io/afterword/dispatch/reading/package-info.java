/** Reading JSON by hand, so that a refusal can name every fault with its pointer. */
@NullMarked
package io.afterword.dispatch.reading;

import org.jspecify.annotations.NullMarked;
