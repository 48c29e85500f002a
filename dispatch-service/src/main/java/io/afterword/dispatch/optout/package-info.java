/** Who does not want to be asked, and the key in each mail that says so. */
@NullMarked
package io.afterword.dispatch.optout;

import org.jspecify.annotations.NullMarked;
