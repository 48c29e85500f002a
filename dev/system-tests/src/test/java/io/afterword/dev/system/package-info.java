/**
 * The packaged suite as its users meet it: plain processes, HTTP, SMTP, and {@code kill -9}.
 *
 * <p>Whatever a test claims about the data it reads from the databases by SQL of its own, so that a
 * service cannot hide a mistake behind its own arithmetic.
 */
@NullMarked
package io.afterword.dev.system;

import org.jspecify.annotations.NullMarked;
