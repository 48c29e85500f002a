package io.afterword.platform.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the faults that bean validation found into one problem that names every one of them. */
final class BrokenRules {
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("NotNull", "REQUIRED"),
          Map.entry("NotBlank", "REQUIRED"),
          Map.entry("NotEmpty", "REQUIRED"),
          Map.entry("Size", "SIZE"),
          Map.entry("Min", "RANGE"),
          Map.entry("Max", "RANGE"),
          Map.entry("DecimalMin", "RANGE"),
          Map.entry("DecimalMax", "RANGE"),
          Map.entry("Range", "RANGE"),
          Map.entry("Positive", "RANGE"),
          Map.entry("PositiveOrZero", "RANGE"),
          Map.entry("Pattern", "FORMAT"),
          Map.entry("Email", "FORMAT"),
          Map.entry("AssertTrue", "INVALID"),
          Map.entry("AssertFalse", "INVALID"));

  private BrokenRules() {}

  static Problem problem(ConstraintViolationException broken) {
    List<Problem.Fault> faults =
        broken.getConstraintViolations().stream()
            .map(BrokenRules::fault)
            .sorted(
                Comparator.comparing((Problem.Fault fault) -> String.valueOf(fault.pointer()))
                    .thenComparing(Problem.Fault::detail))
            .toList();
    String detail =
        faults.size() == 1
            ? faults.get(0).detail()
            : "%d values break a rule; see errors for each.".formatted(faults.size());
    return Problem.of(CommonProblem.INVALID, detail).withFaults(faults);
  }

  private static Problem.Fault fault(ConstraintViolation<?> violation) {
    Place place = place(violation);
    Object value = violation.getInvalidValue();
    String was = value instanceof Number ? ", was " + value : "";
    String detail = "%s %s%s.".formatted(place.spoken(), violation.getMessage(), was);
    String code = code(violation.getConstraintDescriptor().getAnnotation());
    return new Problem.Fault(place.pointer(), code, detail);
  }

  /**
   * @param pointer null when the value came in the address or a header
   */
  private record Place(@Nullable String pointer, String spoken) {}

  /**
   * A violation of a resource method's parameter begins with the method and the parameter; the one
   * parameter that no annotation takes from the address, a header or a form is the body. JSON
   * pointers point into the body only.
   */
  private static Place place(ConstraintViolation<?> violation) {
    var steps = new ArrayList<String>();
    Path.MethodNode method = null;
    Path.ParameterNode parameter = null;
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.isInIterable()) {
        Object at = node.getIndex() != null ? node.getIndex() : node.getKey();
        if (at != null) {
          steps.add(Pointer.escaped(at.toString()));
        }
      }
      if (node.getKind() == ElementKind.METHOD) {
        method = node.as(Path.MethodNode.class);
      } else if (node.getKind() == ElementKind.PARAMETER) {
        parameter = node.as(Path.ParameterNode.class);
      } else if (node.getKind() == ElementKind.PROPERTY) {
        steps.add(Pointer.escaped(node.getName()));
      }
    }
    if (method != null
        && parameter != null
        && !isBody(violation.getRootBeanClass(), method, parameter)) {
      return new Place(null, parameter.getName());
    }
    String pointer = steps.isEmpty() ? "" : "/" + String.join("/", steps);
    return new Place(pointer, Pointer.spoken(pointer));
  }

  /** The root may be a subclass that the container made, which repeats no annotations. */
  private static boolean isBody(
      Class<?> root, Path.MethodNode method, Path.ParameterNode parameter) {
    Class<?>[] types = method.getParameterTypes().toArray(new Class<?>[0]);
    for (Class<?> type = root; type != null; type = type.getSuperclass()) {
      try {
        Method declared = type.getDeclaredMethod(method.getName(), types);
        Annotation[] said = declared.getParameterAnnotations()[parameter.getParameterIndex()];
        if (Arrays.stream(said).anyMatch(BrokenRules::takesFromElsewhere)) {
          return false;
        }
      } catch (NoSuchMethodException inherited) {
        // Its superclass has it.
      }
    }
    return true;
  }

  private static boolean takesFromElsewhere(Annotation annotation) {
    String name = annotation.annotationType().getName();
    return name.startsWith("jakarta.ws.rs.") || name.startsWith("org.jboss.resteasy.reactive.");
  }

  private static String code(Annotation rule) {
    String name = rule.annotationType().getSimpleName();
    String known = CODES.get(name);
    return known != null
        ? known
        : name.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }
}
