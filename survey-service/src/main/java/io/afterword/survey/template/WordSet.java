package io.afterword.survey.template;

import io.afterword.survey.definition.Scale;
import io.afterword.survey.definition.StandardScale;
import io.afterword.survey.wording.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Words for the points of a scale, lowest number first. A question decides which of them answer it,
 * a scale how many are needed: fewer points take the plain words of the middle, more points only
 * the two at the ends.
 */
enum WordSet {
  SATISFACTION("satisfaction", 5, "CSAT_"),
  HAPPINESS("happiness", 5, "CSAT_"),
  QUALITY("quality", 5, "CSAT_"),
  EXPECTATION("expectation", 5, "CSAT_"),
  LIKELIHOOD("likelihood", 2, "NPS_"),
  /** With a statement that it was easy. */
  AGREEMENT("agreement", 7, "CES_"),
  EASE("ease", 5, "CES_"),
  /** The words of ease, the easy end first: the question is how difficult it was. */
  DIFFICULTY("ease", 5, "EFFORT_"),
  EFFORT("effort", 5, "EFFORT_");

  private final String key;
  private final int words;
  private final String family;

  /**
   * @param family which of the standard scales it answers
   */
  WordSet(String key, int words, String family) {
    this.key = key;
    this.words = words;
    this.family = family;
  }

  /** The scales that the words can label; a look without numbers needs a word for every point. */
  List<StandardScale> scales() {
    return Stream.of(StandardScale.values())
        .filter(standard -> standard.name().startsWith(family))
        .filter(standard -> !standard.scale().look().needsWords() || namesAll(standard.scale()))
        .toList();
  }

  private boolean namesAll(Scale scale) {
    int points = scale.points().size();
    return chosen(points).size() == points;
  }

  Map<String, String> labels(Wording wording, Scale scale) {
    List<Integer> points = scale.points();
    List<Integer> chosen = chosen(points.size());
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < chosen.size(); i++) {
      boolean onlyEnds = chosen.size() < points.size();
      int point = onlyEnds && i > 0 ? scale.max() : points.get(i);
      labels.put(String.valueOf(point), wording.get("words." + key + "." + chosen.get(i)));
    }
    return labels;
  }

  /** Which of the words are used, counted from 1; the two ends if there are not enough. */
  private List<Integer> chosen(int points) {
    List<Integer> chosen = inOrder(points);
    return this == DIFFICULTY ? chosen.stream().map(word -> words + 1 - word).toList() : chosen;
  }

  private List<Integer> inOrder(int points) {
    if (points == words) {
      return IntStream.rangeClosed(1, words).boxed().toList();
    }
    return switch (words * 100 + points) {
      case 502 -> List.of(2, 4);
      case 503 -> List.of(2, 3, 4);
      case 504 -> List.of(1, 2, 4, 5);
      case 705 -> List.of(1, 2, 4, 6, 7);
      default -> List.of(1, words);
    };
  }
}
