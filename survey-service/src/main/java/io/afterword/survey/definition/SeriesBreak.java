package io.afterword.survey.definition;

import java.util.Map;

/**
 * Whether scores before and after a new version are still one series. Another scale, direction or
 * wording of the scored question gives other answers from the same people; a chart has to show
 * where that happened. A locale that is added changes nothing for those who read the others.
 */
public final class SeriesBreak {

  private SeriesBreak() {}

  public static boolean between(Definition previous, Definition next) {
    Question before = previous.scoredQuestion();
    Question after = next.scoredQuestion();
    return previous.metric() != next.metric()
        || !before.id().equals(after.id())
        || !before.requiredScale().meansTheSameAs(after.requiredScale())
        || reworded(before.text(), after.text())
        || relabelled(before.labels(), after.labels());
  }

  private static boolean reworded(Map<String, String> before, Map<String, String> after) {
    return before.entrySet().stream()
        .anyMatch(
            entry ->
                after.containsKey(entry.getKey())
                    && !entry.getValue().equals(after.get(entry.getKey())));
  }

  private static boolean relabelled(
      Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
    return before.entrySet().stream()
        .anyMatch(
            entry ->
                after.containsKey(entry.getKey())
                    && !entry.getValue().equals(after.get(entry.getKey())));
  }
}
