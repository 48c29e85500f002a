package io.afterword.dev.test;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Holds a Java type, as Jackson sees it, against a schema, and says in sentences where the two
 * disagree.
 */
final class RecordFit {
  /** Which way the JSON goes: it decides who must know more than the other. */
  enum Direction {
    /** We write it: every field of ours must be allowed, every required one there. */
    SENT("sends"),
    /** We read it: every field of ours must exist; what we do not read does not matter. */
    READ("reads");

    private final String verb;

    Direction(String verb) {
      this.verb = verb;
    }
  }

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  /** Java types that are texts in JSON, with the format a document must give them. */
  private static final Map<Class<?>, String> TEXTS =
      Map.of(
          String.class, "",
          CharSequence.class, "",
          UUID.class, "uuid",
          Instant.class, "date-time",
          OffsetDateTime.class, "date-time",
          LocalDate.class, "date",
          Duration.class, "",
          ZoneId.class, "",
          Locale.class, "",
          URI.class, "");

  /** A type being held against a schema right now; meeting it again inside itself ends there. */
  private record Visit(JavaType type, Schema schema) {}

  private final Direction direction;
  private final Set<Visit> underway;
  private final List<String> faults = new ArrayList<>();

  private RecordFit(Direction direction, Set<Visit> underway) {
    this.direction = direction;
    this.underway = underway;
  }

  static List<String> faults(Direction direction, Class<?> type, Schema schema) {
    RecordFit fit = new RecordFit(direction, new HashSet<>());
    fit.check(MAPPER.constructType(type), schema, "");
    return fit.faults;
  }

  private void check(JavaType type, Schema schema, String at) {
    List<Schema> alternatives = schema.alternatives();
    List<String> firstFaults = List.of();
    for (Schema each : alternatives) {
      RecordFit attempt = new RecordFit(direction, underway);
      attempt.checkOne(type, each, at);
      if (attempt.faults.isEmpty()) {
        return;
      }
      firstFaults = firstFaults.isEmpty() ? attempt.faults : firstFaults;
    }
    faults.addAll(firstFaults);
  }

  private void checkOne(JavaType type, Schema schema, String at) {
    Class<?> raw = MethodType.methodType(type.getRawClass()).wrap().returnType();
    if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
      return;
    }
    if (type.isReferenceType()) {
      check(type.getContentType(), schema, at);
    } else if (TEXTS.containsKey(raw)) {
      checkText(raw, schema, at);
    } else if (raw.isEnum()) {
      checkEnum(raw, schema, at);
    } else if (raw == Boolean.class) {
      require(schema, "boolean", raw, at);
    } else if (Number.class.isAssignableFrom(raw)) {
      checkNumber(raw, schema, at);
    } else if (type.isCollectionLikeType() || type.isArrayType()) {
      if (require(schema, "array", raw, at)) {
        check(type.getContentType(), schema.items(), at + "/0");
      }
    } else if (type.isMapLikeType()) {
      checkMap(type, schema, at);
    } else if (require(schema, "object", raw, at)) {
      Visit visit = new Visit(type, schema);
      if (underway.add(visit)) {
        checkFields(type, schema, at);
        underway.remove(visit);
      }
    }
  }

  private void checkText(Class<?> raw, Schema schema, String at) {
    String format = TEXTS.getOrDefault(raw, "");
    if (require(schema, "string", raw, at)
        && !format.isEmpty()
        && !format.equals(schema.format())) {
      String given = schema.format().isEmpty() ? "not given" : schema.format();
      fault(
          at,
          "%s it as %s, but its format is %s"
              .formatted(direction.verb, raw.getSimpleName(), given));
    }
  }

  private void checkEnum(Class<?> raw, Schema schema, String at) {
    if (!require(schema, "string", raw, at) || schema.values().isEmpty()) {
      return;
    }
    Set<String> ours =
        Arrays.stream(raw.getEnumConstants())
            .map(constant -> MAPPER.convertValue(constant, String.class))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    boolean sent = direction == Direction.SENT;
    Set<String> surplus = new LinkedHashSet<>(sent ? ours : schema.values());
    surplus.removeAll(sent ? schema.values() : ours);
    if (!surplus.isEmpty()) {
      fault(
          at,
          "may %s %s, which is not among %s"
              .formatted(sent ? "send" : "get", surplus, sent ? schema.values() : ours));
    }
  }

  private void checkNumber(Class<?> raw, Schema schema, String at) {
    boolean whole = raw == Integer.class || raw == Long.class || raw == Short.class;
    // A whole number is a number: it may be sent where any is taken, and any may read it.
    boolean widens = whole == (direction == Direction.SENT);
    if (widens && schema.types().contains(whole ? "number" : "integer")) {
      return;
    }
    require(schema, whole ? "integer" : "number", raw, at);
  }

  private void checkMap(JavaType type, Schema schema, String at) {
    if (!require(schema, "object", type.getRawClass(), at)) {
      return;
    }
    if (direction == Direction.SENT && !schema.isOpen()) {
      fault(at, "sends a map, but only these fields are allowed: " + schema.properties().keySet());
    }
    if (schema.node().path("additionalProperties").isObject()) {
      check(type.getContentType(), schema.additional(), at + "/*");
    }
  }

  private void checkFields(JavaType type, Schema schema, String at) {
    Map<String, Schema> known = schema.properties();
    Set<String> ours = new LinkedHashSet<>();
    for (BeanPropertyDefinition property : properties(type)) {
      String name = property.getName();
      ours.add(name);
      Schema field = known.get(name);
      if (field != null) {
        check(property.getPrimaryType(), field, at + "/" + name);
      } else if (!schema.isOpen()) {
        fault(
            at + "/" + name,
            "%s it, but there is no such field; there are %s"
                .formatted(direction.verb, known.keySet()));
      }
    }
    if (direction == Direction.SENT) {
      schema.required().stream()
          .filter(name -> !ours.contains(name))
          .forEach(name -> fault(at + "/" + name, "does not send it, but it is required"));
    }
  }

  private List<BeanPropertyDefinition> properties(JavaType type) {
    return direction == Direction.SENT
        ? MAPPER.getSerializationConfig().introspect(type).findProperties()
        : MAPPER.getDeserializationConfig().introspect(type).findProperties();
  }

  private boolean require(Schema schema, String wanted, Class<?> raw, String at) {
    Set<String> types = schema.types();
    if (types.isEmpty() || types.contains(wanted)) {
      return true;
    }
    fault(
        at,
        "%s it as %s (%s), but it is %s"
            .formatted(direction.verb, wanted, raw.getSimpleName(), String.join(" or ", types)));
    return false;
  }

  private void fault(String at, String sentence) {
    faults.add((at.isEmpty() ? "/" : at) + ": " + sentence);
  }
}
