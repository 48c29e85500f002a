package io.afterword.scoring.standby;

import org.jspecify.annotations.Nullable;

/**
 * How far a server is.
 *
 * @param of the cluster and database; servers that follow each other have it in common
 * @param line the time line: each promotion begins a new one, and positions of two lines say
 *     nothing about each other
 * @param bytes of the write-ahead log; null on a server that should follow and does not
 */
record Position(String of, String line, @Nullable Long bytes) {}
