package io.afterword.dev.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL itself says that statements took: planning and execution, neither the way there
 * nor the reading of the rows by the client.
 */
final class StatementLog {
  private static final Pattern ENTRY =
      Pattern.compile("duration: ([\\d.]+) ms  (?:parse|bind|execute)[^:]*: (.*(?:\\R\\t.*)*)");

  /** Counting reads, in contrast to folding, packing and looking for work. */
  private static final Pattern READS =
      Pattern.compile(
          "(?s)(?:select|with) .*(?:tally_day|tally_month|from facet|from answer|invit).*");

  private static final Pattern WRITES =
      Pattern.compile("(?s).*(?:insert into|update |delete from).*");

  private final Path file;
  private long position;

  StatementLog(Path file) {
    this.file = file;
    try {
      this.position = Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Milliseconds that the counting reads took since the last question. */
  double milliseconds() {
    Matcher entries = ENTRY.matcher(written());
    double sum = 0;
    while (entries.find()) {
      String statement = entries.group(2).strip();
      if (READS.matcher(statement).matches() && !WRITES.matcher(statement).matches()) {
        sum += Double.parseDouble(entries.group(1));
      }
    }
    return sum;
  }

  private String written() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(position);
      byte[] bytes = new byte[(int) (log.length() - position)];
      log.readFully(bytes);
      position += bytes.length;
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
