package io.afterword.platform.csv;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** The parts of a file one after the other; one at a time is in memory. */
public final class CsvParts extends InputStream {
  private static final byte[] NONE = {};

  private final IntFunction<Optional<byte[]>> parts;
  private byte[] part = NONE;
  private int at;
  private int next;
  private boolean atEnd;

  public CsvParts(IntFunction<Optional<byte[]>> parts) {
    this.parts = parts;
  }

  private boolean hasMore() {
    while (at == part.length && !atEnd) {
      Optional<byte[]> following = parts.apply(next++);
      atEnd = following.isEmpty();
      part = following.orElse(NONE);
      at = 0;
    }
    return at < part.length;
  }

  @Override
  public int read() {
    return hasMore() ? part[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int count = Math.min(length, part.length - at);
    System.arraycopy(part, at, into, offset, count);
    at += count;
    return count;
  }
}
