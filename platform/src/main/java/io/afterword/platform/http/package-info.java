/** Conventions of our HTTP: cursors, entity tags, idempotency keys, and the one outgoing client. */
@NullMarked
package io.afterword.platform.http;

import org.jspecify.annotations.NullMarked;
