/** Somebody outside wants a contact to be asked: an agent's button, a page of the product. */
@NullMarked
package io.afterword.dispatch.ask;

import org.jspecify.annotations.NullMarked;
