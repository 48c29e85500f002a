package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.Filter;
import io.afterword.dispatch.interaction.InteractionField;
import io.afterword.dispatch.reading.FieldReader;
import io.afterword.platform.problem.NearestName;
import io.afterword.platform.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a filter from its JSON and notes every fault with its pointer. */
final class FilterReader {
  /** Nobody reads a deeper one, and the sentence for it would be none. */
  static final int MAX_DEPTH = 8;

  static final int MAX_PARTS = 100;
  private static final int MAX_GLOB = 255;
  private static final Set<String> TESTS =
      Set.of("is", "in", "exists", "atLeast", "atMost", "matches");
  private static final Set<String> GROUPS = Set.of("all", "any", "not");

  private final List<Problem.Fault> faults;

  FilterReader(List<Problem.Fault> faults) {
    this.faults = faults;
  }

  /** Null when there was a fault. */
  @Nullable Filter read(JsonNode node, String pointer) {
    int before = faults.size();
    Filter filter = read(node, pointer, 1);
    return faults.size() == before ? filter : null;
  }

  private @Nullable Filter read(JsonNode node, String pointer, int depth) {
    if (depth > MAX_DEPTH) {
      return fault(pointer, "A filter may be nested at most %d levels deep.".formatted(MAX_DEPTH));
    }
    if (!node.isObject()) {
      return fault(
          pointer, "A filter is an object such as {\"field\": \"channel\", \"is\": \"EMAIL\"}.");
    }
    if (node.has("field")) {
      return test(node, pointer);
    }
    if (node.size() != 1) {
      return fault(pointer, "A filter has exactly one of all, any, not, or a field with one test.");
    }
    String group = node.fieldNames().next();
    JsonNode inside = node.get(group);
    String below = pointer + "/" + group;
    return switch (group) {
      case "all" -> {
        List<Filter> parts = parts(inside, below, depth);
        yield parts == null ? null : new Filter.All(parts);
      }
      case "any" -> {
        List<Filter> parts = parts(inside, below, depth);
        yield parts == null ? null : new Filter.Any(parts);
      }
      case "not" -> {
        Filter part = read(inside, below, depth + 1);
        yield part == null ? null : new Filter.Not(part);
      }
      default -> {
        var known = new ArrayList<>(GROUPS);
        known.add("field");
        yield fault(below, group + " is not part of a filter" + NearestName.hint(group, known));
      }
    };
  }

  private @Nullable List<Filter> parts(JsonNode node, String pointer, int depth) {
    if (!node.isArray() || node.isEmpty() || node.size() > MAX_PARTS) {
      fault(pointer, "Here goes a list of 1 to %d filters.".formatted(MAX_PARTS));
      return null;
    }
    var parts = new ArrayList<Filter>();
    for (int i = 0; i < node.size(); i++) {
      Filter part = read(node.get(i), pointer + "/" + i, depth + 1);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts.size() == node.size() ? parts : null;
  }

  private @Nullable Filter test(JsonNode node, String pointer) {
    JsonNode named = node.get("field");
    if (!named.isTextual() || InteractionField.named(named.textValue()).isEmpty()) {
      return fault(
          pointer + "/field",
          "There is no such field%s Known: %s."
              .formatted(
                  NearestName.hint(named.asText(), InteractionField.names()),
                  String.join(", ", InteractionField.names())));
    }
    String field = named.textValue();
    var tests = new ArrayList<String>();
    node.fieldNames().forEachRemaining(tests::add);
    tests.remove("field");
    if (tests.size() != 1) {
      return fault(
          pointer, "A field has exactly one test: is, in, exists, atLeast, atMost, matches.");
    }
    String test = tests.get(0);
    JsonNode operand = node.get(test);
    String at = pointer + "/" + test;
    return switch (test) {
      case "is" -> {
        Object value = scalar(operand, at);
        yield value == null ? null : new Filter.In(field, List.of(value));
      }
      case "in" -> in(field, operand, at);
      case "exists" ->
          operand.isBoolean()
              ? new Filter.Exists(field, operand.booleanValue())
              : fault(at, "exists is true or false.");
      case "atLeast" ->
          isNumber(operand)
              ? new Filter.AtLeast(field, operand.decimalValue())
              : fault(at, "atLeast is a number.");
      case "atMost" ->
          isNumber(operand)
              ? new Filter.AtMost(field, operand.decimalValue())
              : fault(at, "atMost is a number.");
      case "matches" ->
          operand.isTextual() && operand.textValue().length() <= MAX_GLOB
              ? new Filter.Matches(field, operand.textValue())
              : fault(at, "matches is a text of at most 255 characters, with * and ?.");
      default -> fault(at, test + " is no test" + NearestName.hint(test, TESTS));
    };
  }

  private @Nullable Filter in(String field, JsonNode operand, String at) {
    if (!operand.isArray() || operand.isEmpty() || operand.size() > MAX_PARTS) {
      return fault(at, "in is a list of 1 to %d values.".formatted(MAX_PARTS));
    }
    var values = new ArrayList<Object>();
    for (int i = 0; i < operand.size(); i++) {
      Object value = scalar(operand.get(i), at + "/" + i);
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == operand.size() ? new Filter.In(field, values) : null;
  }

  private @Nullable Object scalar(JsonNode node, String at) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (isNumber(node)) {
      return node.decimalValue();
    }
    fault(at, "A value is text, a number, true or false.");
    return null;
  }

  private static boolean isNumber(JsonNode node) {
    return node.isNumber() && FieldReader.isReasonable(node.decimalValue());
  }

  private @Nullable Filter fault(String pointer, String sentence) {
    faults.add(new Problem.Fault(pointer, DispatchProblem.INVALID_FILTER.name(), sentence));
    return null;
  }
}
