package io.afterword.dev.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a figure was measured on, as far as the system tells. */
final class Machine {
  private Machine() {}

  static Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cpus", Runtime.getRuntime().availableProcessors());
    facts.put(
        "model", valueOf("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")));
    valueOf("/proc/meminfo", "MemTotal").ifPresent(memory -> facts.put("memory", memory));
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put(
        "jdk",
        System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
    return facts;
  }

  /** Processes that ran or wanted to, on average over the last minute. */
  static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    } catch (IOException noLinux) {
      return "unknown";
    }
  }

  private static Optional<String> valueOf(String file, String name) {
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(path).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
