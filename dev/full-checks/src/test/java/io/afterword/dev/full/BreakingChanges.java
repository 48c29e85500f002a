package io.afterword.dev.full;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What today's API document takes away from programs that were written for a released one.
 * Documents are OpenAPI 3.1; existing tools for comparing them overlook changes of type there.
 *
 * <p>A request must be taken as before: nothing in it narrower, nothing newly required. An answer
 * must hold what it held: nothing in it missing or of another type. New things may come, also
 * values in the closed lists of answers.
 */
final class BreakingChanges {
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
  private static final List<String> UPPER =
      List.of("maximum", "maxLength", "maxItems", "maxProperties");
  private static final List<String> LOWER =
      List.of("minimum", "minLength", "minItems", "minProperties");

  private final JsonNode released;
  private final JsonNode current;
  private final Set<String> found = new LinkedHashSet<>();
  private final Set<String> compared = new HashSet<>();

  private enum Direction {
    REQUEST,
    ANSWER
  }

  private BreakingChanges(JsonNode released, JsonNode current) {
    this.released = released;
    this.current = current;
  }

  /** One sentence per break, in the order of the released document. */
  static List<String> between(JsonNode released, JsonNode current) {
    BreakingChanges changes = new BreakingChanges(released, current);
    released.path("paths").properties().forEach(e -> changes.path(e.getKey(), e.getValue()));
    return List.copyOf(changes.found);
  }

  private void path(String path, JsonNode before) {
    for (String method : METHODS) {
      if (before.has(method)) {
        String place = method.toUpperCase(Locale.ROOT) + " " + path;
        JsonNode after = current.path("paths").path(path).path(method);
        if (after.isMissingNode()) {
          found.add(place + " is gone");
        } else {
          operation(place, before.path(method), after);
        }
      }
    }
  }

  private void operation(String place, JsonNode before, JsonNode after) {
    if (!before.path("operationId").equals(after.path("operationId"))) {
      found.add(place + ": the operationId changed, and so the method of every client");
    }
    if (!before.path("x-scopes").equals(after.path("x-scopes"))) {
      found.add(place + ": other scopes are needed");
    }
    parameters(place, before, after);
    JsonNode body = after.path("requestBody");
    if (body.path("required").asBoolean()
        && !before.path("requestBody").path("required").asBoolean()) {
      found.add(place + ": a body is required now");
    }
    content(place + " body", before.path("requestBody"), body, Direction.REQUEST);
    before
        .path("responses")
        .properties()
        .forEach(
            e -> {
              if (e.getKey().startsWith("2")) {
                JsonNode answer = after.path("responses").path(e.getKey());
                if (answer.isMissingNode()) {
                  found.add(place + ": the answer " + e.getKey() + " is gone");
                }
                content(place + " " + e.getKey(), e.getValue(), answer, Direction.ANSWER);
              }
            });
  }

  private void parameters(String place, JsonNode before, JsonNode after) {
    for (JsonNode old : before.path("parameters")) {
      JsonNode now = parameter(after, old);
      if (now.isMissingNode()) {
        found.add(place + ": the parameter " + old.path("name").asText() + " is gone");
      } else {
        schema(
            place + " ?" + old.path("name").asText(),
            old.path("schema"),
            now.path("schema"),
            Direction.REQUEST);
      }
    }
    for (JsonNode now : after.path("parameters")) {
      if (now.path("required").asBoolean()
          && !parameter(before, now).path("required").asBoolean()) {
        found.add(place + ": the parameter " + now.path("name").asText() + " is required now");
      }
    }
  }

  private static JsonNode parameter(JsonNode operation, JsonNode like) {
    for (JsonNode each : operation.path("parameters")) {
      if (each.path("name").equals(like.path("name")) && each.path("in").equals(like.path("in"))) {
        return each;
      }
    }
    return operation.path("no such parameter");
  }

  private void content(String place, JsonNode before, JsonNode after, Direction direction) {
    before
        .path("content")
        .properties()
        .forEach(
            e -> {
              JsonNode now = after.path("content").path(e.getKey());
              if (now.isMissingNode()) {
                found.add(place + ": " + e.getKey() + " is gone");
              } else {
                schema(place, e.getValue().path("schema"), now.path("schema"), direction);
              }
            });
  }

  private void schema(String place, JsonNode before, JsonNode after, Direction direction) {
    String pair = direction + " " + before + " " + after;
    if (before.has("$ref") && !compared.add(pair)) {
      return;
    }
    JsonNode old = resolved(released, before);
    JsonNode now = resolved(current, after);
    boolean request = direction == Direction.REQUEST;
    types(place, old, now, request);
    if (!old.path("format").equals(now.path("format"))
        || !old.path("const").equals(now.path("const"))) {
      found.add(place + ": another format");
    }
    if (request) {
      narrowed(place, old, now);
    }
    properties(place, old, now, request);
    if (old.has("items")) {
      schema(place + "[]", old.path("items"), now.path("items"), direction);
    }
    if (old.path("additionalProperties").isObject()) {
      schema(
          place + "{}",
          old.path("additionalProperties"),
          now.path("additionalProperties"),
          direction);
    }
    alternatives(place, old.path("oneOf"), now.path("oneOf"), direction);
    alternatives(place, old.path("anyOf"), now.path("anyOf"), direction);
  }

  private void types(String place, JsonNode old, JsonNode now, boolean request) {
    Set<String> before = texts(old.path("type"));
    Set<String> after = texts(now.path("type"));
    Set<String> wide = request ? after : before;
    Set<String> narrow = request ? before : after;
    if (!wide.isEmpty() && (narrow.isEmpty() || !wide.containsAll(narrow))) {
      found.add("%s: the type was %s and is %s".formatted(place, before, after));
    }
  }

  private void narrowed(String place, JsonNode old, JsonNode now) {
    for (String bound : UPPER) {
      if (now.has(bound)
          && (!old.has(bound) || now.path(bound).asDouble() < old.path(bound).asDouble())) {
        found.add(place + ": " + bound + " is lower");
      }
    }
    for (String bound : LOWER) {
      if (now.has(bound)
          && (!old.has(bound) || now.path(bound).asDouble() > old.path(bound).asDouble())) {
        found.add(place + ": " + bound + " is higher");
      }
    }
    if (now.has("pattern") && !now.path("pattern").equals(old.path("pattern"))) {
      found.add(place + ": another pattern");
    }
    if (now.has("enum")
        && !(old.has("enum") && texts(now.path("enum")).containsAll(texts(old.path("enum"))))) {
      found.add(place + ": values are gone");
    }
  }

  private void properties(String place, JsonNode old, JsonNode now, boolean request) {
    old.path("properties")
        .properties()
        .forEach(
            e -> {
              JsonNode property = now.path("properties").path(e.getKey());
              String there = place + " " + e.getKey();
              if (property.isMissingNode()) {
                found.add(there + " is gone");
              } else {
                schema(
                    there, e.getValue(), property, request ? Direction.REQUEST : Direction.ANSWER);
              }
            });
    Set<String> promised = texts((request ? now : old).path("required"));
    promised.removeAll(texts((request ? old : now).path("required")));
    for (String name : promised) {
      found.add(place + " " + name + (request ? " is required now" : " is no longer always there"));
    }
  }

  /** Alternatives are told apart by what they refer to. */
  private void alternatives(String place, JsonNode old, JsonNode now, Direction direction) {
    List<JsonNode> wide = list(direction == Direction.REQUEST ? now : old);
    List<JsonNode> narrow = list(direction == Direction.REQUEST ? old : now);
    for (JsonNode each : narrow) {
      if (wide.contains(each)) {
        schema(place, each, each, direction);
      } else {
        found.add(place + ": the alternatives changed");
      }
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }

  private static JsonNode resolved(JsonNode document, JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
  }

  private static Set<String> texts(JsonNode textOrArray) {
    Set<String> texts = new LinkedHashSet<>();
    if (textOrArray.isTextual()) {
      texts.add(textOrArray.asText());
    }
    textOrArray.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
