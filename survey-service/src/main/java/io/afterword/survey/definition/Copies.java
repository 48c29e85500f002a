package io.afterword.survey.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unmodifiable copies of what a client sent. They keep the order and, unlike {@link List#copyOf},
 * let a null through, so that {@link DefinitionRules} can say where it is instead of the parser
 * failing somewhere.
 */
final class Copies {

  private Copies() {}

  static <T> List<T> of(@Nullable List<T> list) {
    return list == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(list));
  }

  static List<Integer> sorted(@Nullable List<Integer> list) {
    if (list == null) {
      return List.of();
    }
    List<Integer> copy = new ArrayList<>(list);
    copy.sort(Comparator.nullsFirst(Comparator.naturalOrder()));
    return Collections.unmodifiableList(copy);
  }

  static <V> Map<String, V> of(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
