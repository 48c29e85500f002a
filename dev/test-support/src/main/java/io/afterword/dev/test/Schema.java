package io.afterword.dev.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A JSON Schema (2020-12, or OpenAPI 3.1's rendering of it) as far as contracts need it: references
 * are followed, {@code allOf} is one schema, alternatives are looked at one by one.
 *
 * @param document where references lead
 */
record Schema(JsonNode document, JsonNode node) {
  /** Follows {@code $ref}; a reference that leads nowhere is a fault of the provider's document. */
  static Schema of(JsonNode document, JsonNode node) {
    JsonNode current = node;
    while (current.has("$ref")) {
      String reference = current.get("$ref").asText();
      current =
          reference.startsWith("#")
              ? document.at(reference.substring(1))
              : MissingNode.getInstance();
      if (current.isMissingNode()) {
        throw new AssertionError("the reference " + reference + " leads nowhere");
      }
    }
    return new Schema(document, current);
  }

  /** The alternatives, without "null"; one when the schema names none. */
  List<Schema> alternatives() {
    List<Schema> found = new ArrayList<>();
    for (String keyword : new String[] {"oneOf", "anyOf"}) {
      node.path(keyword).forEach(each -> found.add(of(document, each)));
    }
    found.removeIf(each -> each.types().equals(Set.of("null")));
    return found.isEmpty() ? List.of(this) : found;
  }

  /** What {@code type} says, also inside {@code allOf}; empty where everything is allowed. */
  Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    JsonNode type = node.path("type");
    if (type.isTextual()) {
      types.add(type.asText());
    }
    type.forEach(each -> types.add(each.asText()));
    parts().forEach(part -> types.addAll(part.types()));
    if (types.isEmpty() && !properties().isEmpty()) {
      types.add("object");
    }
    return types;
  }

  String format() {
    return parts().stream()
        .map(Schema::format)
        .filter(each -> !each.isEmpty())
        .findFirst()
        .orElse(node.path("format").asText(""));
  }

  /** The closed list of values, empty where there is none. */
  Set<String> values() {
    Set<String> values = new LinkedHashSet<>();
    node.path("enum").forEach(each -> values.add(each.asText()));
    if (node.has("const")) {
      values.add(node.get("const").asText());
    }
    parts().forEach(part -> values.addAll(part.values()));
    values.remove("null");
    return values;
  }

  Map<String, Schema> properties() {
    Map<String, Schema> properties = new LinkedHashMap<>();
    node.path("properties")
        .properties()
        .forEach(each -> properties.put(each.getKey(), of(document, each.getValue())));
    parts().forEach(part -> properties.putAll(part.properties()));
    return properties;
  }

  Set<String> required() {
    Set<String> required = new LinkedHashSet<>();
    node.path("required").forEach(each -> required.add(each.asText()));
    parts().forEach(part -> required.addAll(part.required()));
    return required;
  }

  /** Whether members that are not listed may be there: only when the document says so itself. */
  boolean isOpen() {
    JsonNode additional = node.path("additionalProperties");
    boolean named = additional.isObject() || additional.asBoolean(false);
    boolean nothingSaid = additional.isMissingNode() && properties().isEmpty() && parts().isEmpty();
    return named || nothingSaid || parts().stream().anyMatch(Schema::isOpen);
  }

  /** The schema of members that are not listed; one that allows everything where none is given. */
  Schema additional() {
    return of(document, node.path("additionalProperties"));
  }

  Schema items() {
    return of(document, node.path("items"));
  }

  private List<Schema> parts() {
    return StreamSupport.stream(node.path("allOf").spliterator(), false)
        .map(each -> of(document, each))
        .toList();
  }
}
