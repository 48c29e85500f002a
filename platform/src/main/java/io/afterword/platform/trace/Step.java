package io.afterword.platform.trace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that was done, as a trace shows it.
 *
 * @param name of few words that are known beforehand: never a path, an address or a key
 * @param facts ids, counts and words of closed lists; nothing that a person said or is called
 */
public record Step(
    String name, Kind kind, Instant began, boolean failed, Map<String, String> facts) {

  /** On which side of which door it was done, in OpenTelemetry's words. */
  public enum Kind {
    INTERNAL,
    SERVER,
    CLIENT,
    CONSUMER
  }

  public Step {
    facts = Map.copyOf(facts);
  }

  /** A step that went well as far as is known. */
  public static Step of(String name, Kind kind, Instant began) {
    return new Step(name, kind, began, false, Map.of());
  }

  /**
   * @param fact as OpenTelemetry's conventions name it, else beginning with {@code afterword.}
   */
  public Step with(String fact, Object value) {
    var more = new LinkedHashMap<>(facts);
    more.put(fact, value.toString());
    return new Step(name, kind, began, failed, more);
  }

  public Step failedIf(boolean fault) {
    return new Step(name, kind, began, fault, facts);
  }
}
