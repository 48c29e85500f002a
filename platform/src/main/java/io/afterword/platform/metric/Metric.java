package io.afterword.platform.metric;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that a service counts or measures.
 *
 * @param name as Prometheus shows it: base units, {@code _total} for what only grows
 * @param meaning one line for the table of docs/guides/watch.md
 * @param labels few and with few values each: never a person, a survey or an address
 */
public record Metric(String name, Kind kind, String meaning, List<String> labels) {
  private static final Pattern NAME = Pattern.compile("afterword_[a-z]+(_[a-z]+)*");

  /** How its values are to be read. */
  public enum Kind {
    /** Grows from zero since the replica's start; the sum over replicas is the whole. */
    COUNTER,
    /** As it is now. */
    GAUGE,
    /** How long something took, in buckets; they grow as counters do. */
    HISTOGRAM
  }

  public Metric {
    labels = List.copyOf(labels);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name for a metric: " + name);
    }
    if ((kind == Kind.COUNTER) != name.endsWith("_total")) {
      throw new IllegalArgumentException("counters, and only they, end in _total: " + name);
    }
    if (kind == Kind.HISTOGRAM && !name.endsWith("_seconds")) {
      throw new IllegalArgumentException("what is timed ends in _seconds: " + name);
    }
  }

  public static Metric counter(String name, String meaning, String... labels) {
    return new Metric(name, Kind.COUNTER, meaning, List.of(labels));
  }

  public static Metric gauge(String name, String meaning, String... labels) {
    return new Metric(name, Kind.GAUGE, meaning, List.of(labels));
  }

  public static Metric histogram(String name, String meaning, String... labels) {
    return new Metric(name, Kind.HISTOGRAM, meaning, List.of(labels));
  }

  /**
   * @param labelValues in the order of the labels
   */
  Series of(String... labelValues) {
    return new Series(this, List.of(labelValues));
  }

  /** What it is now. */
  public Reading reads(double value, String... labelValues) {
    return new Reading(of(labelValues), value);
  }

  /** What it is now, of what is counted whole. */
  public Reading reads(long value, String... labelValues) {
    return reads((double) value, labelValues);
  }

  /** The table of docs/guides/watch.md. */
  public static List<String> table(List<Metric> metrics) {
    return Stream.concat(
            Stream.of("| metric | kind | labels | what it says |", "|---|---|---|---|"),
            metrics.stream().map(Metric::row))
        .toList();
  }

  private String row() {
    String shown = labels.isEmpty() ? "" : "`" + String.join("`, `", labels) + "`";
    return "| `%s` | %s | %s | %s |"
        .formatted(name, kind.name().toLowerCase(Locale.ROOT), shown, meaning);
  }
}
