package io.afterword.dev.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * wrk as a crowd of respondents, each request to a link of its own over connections that stay open.
 * One thread: the generator shares the processors with what it measures.
 *
 * @param method POST sends a rating, GET opens the page
 */
record Wrk(Path script, String method) {
  private static final Pattern FOUND =
      Pattern.compile("FOUND (\\d+) (\\d+) (\\d+) (\\d+) ([\\d.]+) ([\\d.]+)");

  /**
   * What came of it.
   *
   * @param p50 milliseconds at full load
   */
  record Load(long answers, double perSecond, double p50, double p99) {}

  static Wrk of(Path folder, String method) {
    return new Wrk(Tool.resource("respondents.lua", folder), method);
  }

  /** Loads the service for so long; anything but a success of every request is a failure. */
  Load run(URI service, int connections, Duration time, long firstKey) {
    String output =
        Tool.run(
            List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + time.toSeconds() + "s",
                "--timeout",
                "20s",
                "-s",
                script.toString(),
                service.toString()),
            Map.of("KEYS_FROM", Long.toString(firstKey), "METHOD", method));
    Matcher found = FOUND.matcher(output);
    if (!found.find()) {
      throw new IllegalStateException("wrk said nothing of use:\n" + output);
    }
    long answers = Long.parseLong(found.group(1));
    if (Long.parseLong(found.group(3)) + Long.parseLong(found.group(4)) > 0) {
      throw new IllegalStateException("not every request succeeded:\n" + output);
    }
    return new Load(
        answers,
        answers * 1e6 / Long.parseLong(found.group(2)),
        Double.parseDouble(found.group(5)),
        Double.parseDouble(found.group(6)));
  }
}
