package io.afterword.survey.definition;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whether scores before and after a new version are still one series. Another scale, direction or
 * wording of the scored question gives other answers from the same people; a chart has to show
 * where that happened. A locale that is added changes nothing for those who read the others.
 */
public final class SeriesBreak {

  /** What is different; part of the API. */
  public enum Reason {
    METRIC,
    QUESTION,
    FORM,
    SCALE,
    WORDING,
    LABELS
  }

  private SeriesBreak() {}

  public static boolean between(Definition previous, Definition next) {
    return !reasons(previous, next).isEmpty();
  }

  /** All that breaks the series; empty if nothing does. */
  public static Set<Reason> reasons(Definition previous, Definition next) {
    Question before = previous.scoredQuestion();
    Question after = next.scoredQuestion();
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    if (previous.metric() != next.metric()) {
      reasons.add(Reason.METRIC);
    }
    if (!before.id().equals(after.id())) {
      reasons.add(Reason.QUESTION);
    }
    if (before.form() != after.form()) {
      reasons.add(Reason.FORM);
    }
    if (!before.requiredScale().meansTheSameAs(after.requiredScale())) {
      reasons.add(Reason.SCALE);
    }
    if (changed(before.text(), after.text())) {
      reasons.add(Reason.WORDING);
    }
    if (changed(before.labels(), after.labels())) {
      reasons.add(Reason.LABELS);
    }
    return reasons;
  }

  /** Whether a locale that is in both says something else. */
  private static <T> boolean changed(Map<String, T> before, Map<String, T> after) {
    return before.entrySet().stream()
        .anyMatch(
            entry ->
                after.containsKey(entry.getKey())
                    && !Objects.equals(entry.getValue(), after.get(entry.getKey())));
  }
}
