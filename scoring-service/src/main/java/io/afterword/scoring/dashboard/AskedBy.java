package io.afterword.scoring.dashboard;

import io.afterword.scoring.score.Scores;
import io.afterword.scoring.series.Asking;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the answers of a survey were asked for. What is asked about the relation and what is asked
 * about a contact are two measures: where a survey has both, one trigger's answers are shown at a
 * time. Pure.
 *
 * @param triggers to choose from, most answers first; none where all measure the same
 * @param shown the one that is shown; null for all
 */
record AskedBy(List<String> triggers, @Nullable String shown) {
  static final AskedBy ANY = new AskedBy(List.of(), null);

  AskedBy {
    triggers = List.copyOf(triggers);
  }

  /**
   * Of groups by trigger, most answers first.
   *
   * @param wanted what the visitor chose
   */
  static AskedBy of(List<Scores.ScoreGroup> groups, @Nullable String wanted) {
    List<String> triggers =
        groups.stream().map(Scores.ScoreGroup::value).filter(Objects::nonNull).toList();
    Set<Asking> measures = EnumSet.noneOf(Asking.class);
    triggers.forEach(trigger -> measures.add(Asking.by(trigger)));
    boolean mixed = measures.containsAll(Asking.TWO_MEASURES);
    if (wanted == null && !mixed) {
      return ANY;
    }
    return new AskedBy(triggers, wanted == null ? triggers.get(0) : wanted);
  }
}
