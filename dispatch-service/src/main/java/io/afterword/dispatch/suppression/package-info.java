/** Addresses that nobody writes to, with the reason; also those of people who were erased. */
@NullMarked
package io.afterword.dispatch.suppression;

import org.jspecify.annotations.NullMarked;
