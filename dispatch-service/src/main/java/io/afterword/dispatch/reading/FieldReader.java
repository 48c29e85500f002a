package io.afterword.dispatch.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.NearestName;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.problem.ProblemCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object and notes every fault with its pointer instead of stopping at
 * the first. A field that was never asked for is unknown; {@link #close} says so.
 */
public final class FieldReader {
  /** Identifiers, names, teams: longer ones are mistakes, and would not fit a page or an index. */
  static final int MAX_TEXT = 255;

  /** Facts and attributes per interaction. */
  static final int MAX_ENTRIES = 100;

  private static final int MAX_FACT = 1000;
  private static final int MAX_DIGITS = 30;

  /** Addresses of web pages are the longest of what is parsed; browsers stop at about 2,000. */
  private static final int MAX_PARSED = 2000;

  private final JsonNode object;
  private final String pointer;
  private final List<Problem.Fault> faults;
  private final Set<String> known = new LinkedHashSet<>();

  public FieldReader(JsonNode object, String pointer, List<Problem.Fault> faults) {
    this.object = object;
    this.pointer = pointer;
    this.faults = faults;
  }

  public void fault(String field, ProblemCode code, String sentence) {
    faults.add(new Problem.Fault(pointer + "/" + escape(field), code.name(), sentence));
  }

  /** The value of a field; absent and null are the same. */
  public @Nullable JsonNode node(String field) {
    known.add(field);
    JsonNode node = object.get(field);
    return node == null || node.isNull() ? null : node;
  }

  public @Nullable String text(String field) {
    return text(field, MAX_TEXT);
  }

  public @Nullable String text(String field, int max) {
    JsonNode node = node(field);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      wrongType(field, "text");
      return null;
    }
    String text = node.textValue().strip();
    if (text.indexOf('\0') >= 0) {
      fault(field, DispatchProblem.UNREADABLE_TEXT, field + " must not contain a NUL character.");
      return null;
    }
    if (text.length() > max) {
      fault(
          field,
          DispatchProblem.TOO_LONG,
          "%s must have at most %d characters, had %d.".formatted(field, max, text.length()));
      return null;
    }
    return text.isEmpty() ? null : text;
  }

  public @Nullable String requiredText(String field) {
    int before = faults.size();
    String text = text(field);
    if (text == null && faults.size() == before) {
      missing(field);
    }
    return text;
  }

  public void missing(String field) {
    fault(field, DispatchProblem.MISSING_FIELD, field + " is required.");
  }

  public @Nullable Boolean bool(String field) {
    JsonNode node = node(field);
    if (node == null) {
      return null;
    }
    if (!node.isBoolean()) {
      wrongType(field, "true or false");
      return null;
    }
    return node.booleanValue();
  }

  public <E extends Enum<E>> @Nullable E constant(String field, Class<E> type) {
    String text = text(field);
    if (text == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    fault(
        field,
        DispatchProblem.UNKNOWN_VALUE,
        "%s must be one of %s; was %s."
            .formatted(field, String.join(", ", names), abbreviated(text)));
    return null;
  }

  /** A time with its offset, to the millisecond. */
  public @Nullable Instant time(String field) {
    String text = text(field);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeParseException notATime) {
      fault(
          field,
          DispatchProblem.NOT_A_TIME,
          "%s must be an ISO-8601 time with an offset, such as 2026-03-01T09:30:00Z; was %s."
              .formatted(field, abbreviated(text)));
      return null;
    }
  }

  /** Text that a parser understands, or a fault with the given code. */
  public <T> @Nullable T parsed(
      String field, Function<String, @Nullable T> parser, ProblemCode code, String mustBe) {
    String text = text(field, MAX_PARSED);
    if (text == null) {
      return null;
    }
    T value = parser.apply(text);
    if (value == null) {
      fault(field, code, "%s must be %s.".formatted(field, mustBe));
    }
    return value;
  }

  /** A nested object; its faults carry the longer pointer. Close it when done. */
  public @Nullable FieldReader object(String field) {
    JsonNode node = node(field);
    if (node == null) {
      return null;
    }
    if (!node.isObject()) {
      wrongType(field, "an object");
      return null;
    }
    return new FieldReader(node, pointer + "/" + escape(field), faults);
  }

  /** A flat map of text, numbers and booleans, open to any name. */
  public Map<String, Object> flatMap(String field) {
    FieldReader map = object(field);
    if (map == null) {
      return Map.of();
    }
    if (map.object.size() > MAX_ENTRIES) {
      fault(
          field,
          DispatchProblem.TOO_MANY,
          "%s may have at most %d entries, had %d."
              .formatted(field, MAX_ENTRIES, map.object.size()));
      return Map.of();
    }
    var values = new HashMap<String, Object>();
    for (Map.Entry<String, JsonNode> entry : map.object.properties()) {
      Object value = map.flatValue(entry.getKey(), entry.getValue());
      if (value != null) {
        values.put(entry.getKey(), value);
      }
    }
    return values;
  }

  private @Nullable Object flatValue(String name, JsonNode value) {
    if (name.isBlank() || name.length() > MAX_TEXT || name.indexOf('\0') >= 0) {
      fault(
          name,
          DispatchProblem.TOO_LONG,
          "A name must have 1 to %d characters.".formatted(MAX_TEXT));
      return null;
    }
    if (value.isNull()) {
      return null;
    }
    if (value.isTextual() && value.textValue().length() > MAX_FACT) {
      fault(
          name,
          DispatchProblem.TOO_LONG,
          "%s must have at most %d characters.".formatted(name, MAX_FACT));
      return null;
    }
    if (value.isTextual() && value.textValue().indexOf('\0') < 0) {
      return value.textValue();
    }
    if (value.isTextual()) {
      fault(name, DispatchProblem.UNREADABLE_TEXT, name + " must not contain a NUL character.");
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isNumber() && isReasonable(value.decimalValue())) {
      return number(value);
    }
    if (value.isNumber()) {
      fault(name, DispatchProblem.OUT_OF_RANGE, name + " must have at most 30 digits.");
      return null;
    }
    wrongType(name, "text, a number, true or false");
    return null;
  }

  /** 1e999999999 is a short text and a number that fills the memory once it is written out. */
  public static boolean isReasonable(BigDecimal number) {
    return number.precision() <= MAX_DIGITS && Math.abs(number.scale()) <= MAX_DIGITS;
  }

  /** Without trailing zeros, so that 5, 5.0 and 5e0 are the same content. */
  private static BigDecimal number(JsonNode value) {
    BigDecimal stripped = value.decimalValue().stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Ends the object: whatever was not asked for is unknown. */
  public void close() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                fault(
                    name,
                    CommonProblem.UNKNOWN_FIELD,
                    "%s is not a field here%s"
                        .formatted(abbreviated(name), NearestName.hint(name, known)));
              }
            });
  }

  /** The fields asked for so far. */
  public Set<String> known() {
    return Set.copyOf(known);
  }

  public void wrongType(String field, String expected) {
    fault(
        field, CommonProblem.WRONG_TYPE, "%s must be %s.".formatted(abbreviated(field), expected));
  }

  private static String abbreviated(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  /** RFC 6901: ~ and / inside a name. */
  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
