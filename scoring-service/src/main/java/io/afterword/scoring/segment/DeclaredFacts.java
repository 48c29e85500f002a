package io.afterword.scoring.segment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which declared fact has which of the eight places. Pure: a fact keeps its place for ever, a new
 * one takes the first free one.
 */
record DeclaredFacts(Map<String, Segment> places) {

  DeclaredFacts {
    places = Map.copyOf(places);
  }

  /** The places after these facts were declared; fails when there are more than eight. */
  static DeclaredFacts declare(List<String> facts, Map<String, Segment> taken) {
    Map<String, Segment> all = new LinkedHashMap<>(taken);
    Map<String, Segment> declared = new LinkedHashMap<>();
    for (String fact : facts) {
      Segment place = all.get(fact);
      if (place == null) {
        place = firstFree(all).orElseThrow(() -> tooMany(facts, all));
        all.put(fact, place);
      }
      declared.put(fact, place);
    }
    return new DeclaredFacts(declared);
  }

  private static Optional<Segment> firstFree(Map<String, Segment> taken) {
    return Segment.FACTS.stream().filter(place -> !taken.containsValue(place)).findFirst();
  }

  private static IllegalStateException tooMany(List<String> facts, Map<String, Segment> taken) {
    return new IllegalStateException(
        "afterword.segments.facts can name at most %d facts over the life of the data; %s are declared and %s have a place"
            .formatted(Segment.FACTS.size(), facts, taken.keySet()));
  }
}
