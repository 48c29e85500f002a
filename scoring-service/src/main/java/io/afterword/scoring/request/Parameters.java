package io.afterword.scoring.request;

import io.afterword.platform.problem.Problem;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The query parameters of a question; blank ones count as absent, since forms send them. */
public final class Parameters {
  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Refuses a name that is not known, so that a misspelt filter is not silently no filter. */
  public static Parameters of(MultivaluedMap<String, String> given, Set<String> known) {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw Problem.of(
            ScoringProblem.UNKNOWN_PARAMETER,
            "there is no parameter %s; known are %s".formatted(name, new TreeSet<>(known)));
      }
    }
    return new Parameters(given);
  }

  /** The one value; two of them are refused, so that none is silently left out. */
  public @Nullable String text(String name) {
    List<String> given = all(name);
    if (given.size() > 1) {
      throw Problem.of(
          ScoringProblem.REPEATED_PARAMETER,
          "%s can be given once, was given as %s".formatted(name, given));
    }
    return given.stream().findFirst().orElse(null);
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of()).stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** A value of a closed list, written as in the API document; null when it is not given. */
  public <E extends Enum<E>> @Nullable E constant(
      String name, Class<E> list, ScoringProblem otherwise) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    E[] known = list.getEnumConstants();
    return Arrays.stream(known)
        .filter(each -> each.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                    otherwise,
                    "%s must be one of %s, was '%s'"
                        .formatted(name, Arrays.toString(known), text)));
  }

  /** A whole number within limits. */
  public int number(String name, int least, int usual, int most) {
    String text = text(name);
    try {
      int number = text == null ? usual : Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number that is too large.
    }
    throw Problem.of(
        ScoringProblem.BAD_NUMBER,
        "%s must be a whole number from %d to %d, was '%s'".formatted(name, least, most, text));
  }

  /** A survey's id; what is no id cannot have been published. */
  public @Nullable UUID survey() {
    return survey("survey");
  }

  /** The same by another name. */
  public @Nullable UUID survey(String name) {
    String text = text(name);
    return text == null ? null : id(text);
  }

  /** Several surveys' ids, each once. */
  public List<UUID> surveys(String name) {
    return all(name).stream().map(Parameters::id).distinct().toList();
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw unknownSurvey(text);
    }
  }

  public static Problem unknownSurvey(@Nullable Object id) {
    return Problem.of(
        ScoringProblem.UNKNOWN_SURVEY,
        "survey %s is not known here; it appears within seconds after it is published"
            .formatted(id));
  }

  public static Problem unknownSegment(String name, List<String> known) {
    return Problem.of(
        ScoringProblem.UNKNOWN_SEGMENT,
        "there is no segment '%s'; answers are counted by %s"
            .formatted(name, String.join(", ", known)));
  }
}
