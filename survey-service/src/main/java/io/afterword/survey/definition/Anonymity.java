package io.afterword.survey.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Answers are kept without whom they came from.
 *
 * @param segments what of the frozen context stays with an answer: channel, team, agent, kind,
 *     stage, trigger, locale, or facts.NAME
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Anonymity(List<String> segments) {

  public static final String LOCALE = "locale";
  public static final String FACT = "facts.";

  /** What a context has of its own; facts are named one by one. */
  static final List<String> OWN =
      List.of("channel", "team", "agent", "kind", "stage", "trigger", LOCALE);

  public Anonymity {
    segments = Copies.of(segments);
  }

  public boolean keeps(String segment) {
    return segments.contains(segment);
  }
}
