package io.afterword.scoring.standby;

import org.jspecify.annotations.Nullable;

/**
 * A place in a server's log.
 *
 * @param of the server and its database, which a standby has in common with what it follows
 * @param bytes absent where a standby is asked and the server takes writes of its own
 */
record Position(String of, @Nullable Long bytes) {}
