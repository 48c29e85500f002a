package io.afterword.scoring.score;

import io.afterword.scoring.anonymity.Suppression;
import io.afterword.scoring.metric.ScoreStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides groups into those that may be shown and those that are too small, or stand beside one
 * that is too small. Pure.
 *
 * @param shown in the order they came
 */
record HiddenGroups(List<Scores.ScoreGroup> shown, Scores.Suppressed suppressed) {

  /**
   * @param total answers of the whole, also when there are no groups
   */
  static HiddenGroups of(long total, List<Scores.ScoreGroup> groups, long leastAnswers) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (int at = 0; at < groups.size(); at++) {
      sizes.put(id(at), groups.get(at).result().n());
    }
    Suppression suppression = Suppression.of(sizes, leastAnswers);
    boolean totalHidden = total < leastAnswers && total > 0;
    Set<String> visible = new HashSet<>(suppression.shown());
    visible.addAll(suppression.noData());
    List<Scores.ScoreGroup> shown = new ArrayList<>();
    List<Scores.SuppressedGroup> hidden = new ArrayList<>();
    for (int at = 0; at < groups.size(); at++) {
      Scores.ScoreGroup group = groups.get(at);
      if (visible.contains(id(at)) && !totalHidden) {
        shown.add(group);
      } else {
        hidden.add(
            new Scores.SuppressedGroup(
                ScoreStatus.SUPPRESSED, group.value(), group.name(), group.from(), group.to()));
      }
    }
    return new HiddenGroups(
        shown, new Scores.Suppressed(leastAnswers, totalHidden, List.copyOf(hidden)));
  }

  /** Sorts as the places do. */
  private static String id(int place) {
    return "%06d".formatted(place);
  }
}
