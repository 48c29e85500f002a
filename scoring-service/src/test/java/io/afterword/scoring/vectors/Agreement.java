package io.afterword.scoring.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** What an answer has other than a vector expects, in words; every expected field is looked at. */
final class Agreement {
  private final List<String> differences = new ArrayList<>();

  private Agreement() {}

  static List<String> differences(JsonNode expected, Map<String, Object> actual) {
    Agreement agreement = new Agreement();
    if (!expected.isObject() || expected.isEmpty()) {
      return List.of("the vector expects nothing");
    }
    agreement.fields(List.of(), expected, actual);
    return agreement.differences;
  }

  private void fields(List<String> path, JsonNode expected, Map<?, ?> actual) {
    if (!expected.isObject()) {
      differ(path, expected, actual);
      return;
    }
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      List<String> inner = with(path, field.getKey());
      Tolerance rule = Tolerance.of(inner).orElse(null);
      if (rule == null) {
        differences.add(String.join(".", inner) + " has no tolerance rule");
      } else if (rule != Tolerance.COMMENT && !actual.containsKey(field.getKey())) {
        differences.add(String.join(".", inner) + " is not answered");
      } else if (rule != Tolerance.COMMENT) {
        value(inner, rule, field.getValue(), actual.get(field.getKey()));
      }
    }
  }

  private void value(List<String> path, Tolerance rule, JsonNode expected, Object actual) {
    if (actual instanceof Map<?, ?> map) {
      fields(path, expected, map);
    } else if (actual instanceof Set<?> set) {
      names(path, expected, set);
    } else if (actual instanceof List<?> list) {
      elements(path, rule, expected, list);
    } else if (actual == null || OptionalDouble.empty().equals(actual)) {
      check(path, expected.isNull(), expected, "null");
    } else if (actual instanceof OptionalDouble present) {
      value(path, rule, expected, present.getAsDouble());
    } else if (actual instanceof Number number) {
      boolean same = expected.isNumber() && rule.allows(expected.asDouble(), number.doubleValue());
      check(path, same, expected, actual);
    } else {
      boolean word = expected.isTextual() || expected.isBoolean();
      check(path, word && expected.asText().equals(actual.toString()), expected, actual);
    }
  }

  private void names(List<String> path, JsonNode expected, Set<?> actual) {
    Set<String> names = new TreeSet<>();
    expected.forEach(each -> names.add(each.asText()));
    check(path, expected.isArray() && names.equals(actual), expected, actual);
  }

  /** R writes a list of one as a bare value. */
  private void elements(List<String> path, Tolerance rule, JsonNode expected, List<?> actual) {
    if (!expected.isArray()) {
      if (actual.size() == 1) {
        value(path, rule, expected, actual.get(0));
      } else {
        differ(path, expected, actual);
      }
      return;
    }
    if (expected.size() != actual.size()) {
      differ(path, expected, actual);
      return;
    }
    for (int at = 0; at < actual.size(); at++) {
      value(with(path, String.valueOf(at)), rule, expected.get(at), actual.get(at));
    }
  }

  private void check(List<String> path, boolean same, Object expected, Object actual) {
    if (!same) {
      differ(path, expected, actual);
    }
  }

  private void differ(List<String> path, Object expected, Object actual) {
    differences.add("%s should be %s, was %s".formatted(String.join(".", path), expected, actual));
  }

  private static List<String> with(List<String> path, String field) {
    List<String> inner = new ArrayList<>(path);
    inner.add(field);
    return inner;
  }
}
