/**
 * A real PostgreSQL that a test or the quickstart starts and stops by itself.
 *
 * <p>The server's binaries come from the class path and are unpacked once per checkout. It listens
 * on 127.0.0.1 only, because it trusts whoever connects.
 */
@NullMarked
package io.afterword.dev.postgres;

import org.jspecify.annotations.NullMarked;
