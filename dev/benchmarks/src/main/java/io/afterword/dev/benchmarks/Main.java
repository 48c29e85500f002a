package io.afterword.dev.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one benchmark: its name and the checkout with what is packaged. */
public final class Main {
  private static final Map<String, Benchmark> BENCHMARKS =
      Map.of(
          "capture", new Capture(),
          "page", new Page(),
          "mail", new Mail(),
          "intake", new Intake(),
          "feed", new Feed(),
          "queue", new Queue(),
          "policies", new Policies());

  private Main() {}

  /** Exits with 1 when a bar was missed; the result says which. */
  public static void main(String[] arguments) throws Exception {
    String name = arguments[0];
    if (name.equals("scores")) {
      System.exit(new Scores(Path.of(arguments[1])).run() ? 0 : 1);
    }
    if (name.equals("start")) {
      System.exit(Start.run(Path.of(arguments[1])) ? 0 : 1);
    }
    Benchmark benchmark = BENCHMARKS.get(name);
    if (benchmark == null) {
      throw new IllegalArgumentException("there is no benchmark " + name);
    }
    System.out.println(name);
    List<Comparison> comparisons;
    Map<String, Object> parts = new LinkedHashMap<>();
    try (Bed bed = Bed.open(name, Path.of(arguments[1]), benchmark.settings())) {
      comparisons = benchmark.run(bed);
      parts.put("settings", bed.settings(benchmark.described()));
      bed.wentWell();
    }
    parts.put("figures", comparisons.stream().map(Comparison::view).toList());
    Result.tell(name, parts);
    comparisons.forEach(
        each ->
            System.out.printf(
                "%-60s %.2f of %s%s%n",
                each.what(),
                each.ratio(),
                each.ceilingIs(),
                each.bar() == null ? "" : each.reached() ? ": reached" : ": MISSED " + each.bar()));
    System.exit(comparisons.stream().allMatch(Comparison::reached) ? 0 : 1);
  }
}
