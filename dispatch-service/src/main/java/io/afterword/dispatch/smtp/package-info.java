/** Handing one mail to the relay and reading its verdict. */
@NullMarked
package io.afterword.dispatch.smtp;

import org.jspecify.annotations.NullMarked;
