package io.afterword.platform.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class NearestName {
  /** Longer names are not compared: the work grows with the product of the lengths. */
  private static final int MAX_LENGTH = 64;

  private NearestName() {}

  /**
   * The known name with the smallest edit distance, if at most a third of the written name differs
   * (at least one edit is always allowed). Upper and lower case are the same; of equally near names
   * the alphabetically first is given.
   */
  public static Optional<String> of(String written, Collection<String> known) {
    if (written.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String lower = written.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, written.length() / 3);
    String nearest = null;
    int best = allowed + 1;
    for (String name : known.stream().sorted().toList()) {
      int distance = distance(lower, name.toLowerCase(Locale.ROOT));
      if (distance < best) {
        best = distance;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The end of a sentence about an unknown name: "; did you mean x?", or a full stop. */
  public static String hint(String written, Collection<String> known) {
    return of(written, known).map(name -> "; did you mean " + name + "?").orElse(".");
  }

  /** Levenshtein distance with the transposition of neighbours as one edit. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
