package io.afterword.platform.fileimport;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A file as a request brings it. Pure. */
public final class IncomingFile {
  /** So many parts of a request's size are 5 GB. */
  public static final int MOST_PARTS = 1_000;

  /** What is in memory when the file is read. */
  private static final int PART = 1024 * 1024;

  private static final int LONGEST_NAME = 255;

  private IncomingFile() {}

  /**
   * What is kept of a request.
   *
   * @param more whether other requests bring the parts that follow
   */
  public static List<byte[]> parts(byte[] content, boolean more) {
    return more
        ? List.of(content)
        : IntStream.iterate(0, from -> from < content.length, from -> from + PART)
            .mapToObj(
                from -> Arrays.copyOfRange(content, from, Math.min(content.length, from + PART)))
            .toList();
  }

  /** The name that somebody gives it, as far as it can be kept, else another one. */
  public static String name(@Nullable String given, String otherwise) {
    String name = given == null ? "" : given.replace("\0", "").strip();
    if (name.isEmpty()) {
      return otherwise;
    }
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
