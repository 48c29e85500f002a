package io.afterword.dev.benchmarks;

import java.util.List;
import java.util.Map;

/** Something that is measured beside its ceiling. */
interface Benchmark {

  /** Environment variables of the services. */
  default Map<String, String> settings() {
    return Map.of();
  }

  /** What a reader of the result has to know. */
  Map<String, Object> described();

  List<Comparison> run(Bed bed);
}
