package io.afterword.platform.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what Jackson says about a body into what its sender needs to hear. */
final class JsonFault {
  /** A qualified class name, which tells the sender nothing and others too much. */
  private static final Pattern CLASS_NAME = Pattern.compile("\\b[a-z]\\w*(\\.[a-z]\\w*)+\\.[A-Z]");

  /** How Jackson words a value that it will not turn into another type; short values only. */
  private static final Pattern COERCED =
      Pattern.compile("^Cannot coerce [\\w -]+ value \\((.{1,70}?)\\) to ");

  /** Enough of a wrong value to recognise it. */
  private static final int SHOWN_LENGTH = 60;

  private JsonFault() {}

  /**
   * The problem to answer; empty when the fault is ours: an answer that cannot be written or a type
   * that cannot be read at all.
   */
  static Optional<Problem> problem(JsonProcessingException fault) {
    if (fault.getProcessor() instanceof JsonGenerator
        || fault instanceof InvalidDefinitionException) {
      return Optional.empty();
    }
    if (fault instanceof UnrecognizedPropertyException unknown) {
      return Optional.of(unknownField(unknown));
    }
    if (fault instanceof ValueInstantiationException refused) {
      return Optional.of(refused(refused));
    }
    if (fault instanceof MismatchedInputException mismatch) {
      return Optional.of(mismatch(mismatch));
    }
    if (fault.getCause() instanceof JsonProcessingException cause) {
      return Optional.of(malformed(cause));
    }
    if (fault instanceof JsonMappingException mapping) {
      return Optional.of(wrongType(Pointer.of(mapping.getPath()), ExpectedValue.of(null), ""));
    }
    return Optional.of(malformed(fault));
  }

  private static Problem unknownField(UnrecognizedPropertyException unknown) {
    String name = unknown.getPropertyName();
    Collection<Object> ids = unknown.getKnownPropertyIds();
    List<String> known = ids == null ? List.of() : ids.stream().map(String::valueOf).toList();
    String hint =
        NearestName.of(name, known)
            .map(" Did you mean \"%s\"?"::formatted)
            .orElseGet(() -> known.isEmpty() ? "" : " Known here: " + sorted(known) + ".");
    String detail = "\"%s\" is not a field here.%s".formatted(shortened(name), hint);
    return Problem.of(CommonProblem.UNKNOWN_FIELD, detail)
        .at(Pointer.of(unknown.getPath()), CommonProblem.UNKNOWN_FIELD.name(), detail);
  }

  private static Problem mismatch(MismatchedInputException mismatch) {
    String pointer = Pointer.of(mismatch.getPath());
    String message = Objects.requireNonNullElse(mismatch.getOriginalMessage(), "");
    if (message.startsWith("No content to map")) {
      return malformed("The body is empty; send a JSON object.");
    }
    if (message.startsWith("Trailing token")) {
      return malformed("There is something after the end of the JSON value; send one value.");
    }
    if (message.startsWith("Missing required creator property")
        || message.startsWith("Missing creator property")) {
      String detail = Pointer.spoken(pointer) + " is missing.";
      return Problem.of(CommonProblem.INVALID, detail).at(pointer, "REQUIRED", detail);
    }
    String expected = ExpectedValue.of(mismatch.getTargetType());
    if (message.startsWith("Cannot map `null`")) {
      String detail = "%s is missing; it must be %s.".formatted(Pointer.spoken(pointer), expected);
      return Problem.of(CommonProblem.INVALID, detail).at(pointer, "REQUIRED", detail);
    }
    return wrongType(pointer, expected, was(mismatch, message));
  }

  private static Problem wrongType(String pointer, String expected, String was) {
    String detail = "%s must be %s%s.".formatted(Pointer.spoken(pointer), expected, was);
    return Problem.of(CommonProblem.WRONG_TYPE, detail)
        .at(pointer, CommonProblem.WRONG_TYPE.name(), detail);
  }

  /** The value that was given, where Jackson tells it. */
  private static String was(MismatchedInputException mismatch, String message) {
    Matcher coerced = COERCED.matcher(message);
    if (coerced.find()) {
      return ", was " + coerced.group(1);
    }
    if (mismatch instanceof InvalidFormatException format && format.getValue() != null) {
      Object value = format.getValue();
      String shown = shortened(value.toString());
      return ", was " + (value instanceof String ? "\"" + shown + "\"" : shown);
    }
    return "";
  }

  /** A record that guards itself has said no: its sentence is the answer. */
  private static Problem refused(ValueInstantiationException refused) {
    String pointer = Pointer.of(refused.getPath());
    Throwable cause = refused.getCause();
    if (cause instanceof Problem problem) {
      return problem.faults().isEmpty()
          ? problem.at(pointer, problem.code().name(), problem.detail())
          : problem;
    }
    String said = cause == null ? null : cause.getMessage();
    boolean helps =
        cause instanceof IllegalArgumentException
            && said != null
            && !CLASS_NAME.matcher(said).find();
    String detail =
        helps
            ? Objects.requireNonNull(said)
            : Pointer.spoken(pointer) + " has a value that is not possible.";
    return Problem.of(CommonProblem.INVALID, detail)
        .at(pointer, CommonProblem.INVALID.name(), detail);
  }

  private static Problem malformed(JsonProcessingException fault) {
    if (fault instanceof StreamConstraintsException) {
      return malformed("The JSON is nested too deeply, or one of its values is too long.");
    }
    String message = Objects.requireNonNullElse(fault.getOriginalMessage(), "");
    if (message.startsWith("Duplicate field")) {
      return malformed("A field comes twice in the same object" + place(fault.getLocation()) + ".");
    }
    return malformed(
        "Reading stopped%s: check commas, quotes and brackets there."
            .formatted(place(fault.getLocation())));
  }

  private static Problem malformed(String detail) {
    return Problem.of(CommonProblem.MALFORMED_JSON, detail);
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static String sorted(List<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
  }
}
