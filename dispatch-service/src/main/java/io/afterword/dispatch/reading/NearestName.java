package io.afterword.dispatch.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that somebody probably meant. */
public final class NearestName {
  private NearestName() {}

  /** Nothing is suggested when more than a third of the longer name would have to change. */
  public static Optional<String> of(String given, Collection<String> known) {
    String lower = given.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> 3 * edits(lower, name) <= Math.max(given.length(), name.length()))
        .min(Comparator.comparingInt((String name) -> edits(lower, name)).thenComparing(n -> n));
  }

  /** ", did you mean x?" or a full stop. */
  public static String hint(String given, Collection<String> known) {
    return of(given, known).map(name -> "; did you mean " + name + "?").orElse(".");
  }

  /** Levenshtein distance, without regard to case. */
  private static int edits(String lower, String name) {
    String other = name.toLowerCase(Locale.ROOT);
    int[] previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= lower.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replace = previous[j - 1] + (lower.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[other.length()];
  }
}
