package io.afterword.scoring.coverage;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Of the occasions that policies are about, how many were asked and how many never were. Pure.
 *
 * @param asked decided to be asked, and not taken back
 * @param withdrawn decided to be asked, and taken back before anything was sent
 * @param missed something stood in the way
 * @param spared left out on purpose: not the n-th, not in the sample
 * @param outside not what the policies are about; in no share
 * @param reasons why nobody was asked, of the withdrawn, missed and spared
 */
record Coverage(
    long asked, long withdrawn, long missed, long spared, long outside, Map<String, Long> reasons) {
  static final String FORMULA = "coverage = 100 * asked / (asked + withdrawn + missed + spared)";

  static final Coverage NOTHING = new Coverage(0, 0, 0, 0, 0, Map.of());

  private static final double PERCENT = 100;

  /** A reason and how often it held. */
  record Reason(String reason, long n) {}

  Coverage {
    reasons = Map.copyOf(reasons);
  }

  Coverage plus(Standing standing, @Nullable String reason, long n) {
    Map<String, Long> more = new TreeMap<>(reasons);
    if (reason != null && standing != Standing.OUTSIDE) {
      more.merge(reason, n, Long::sum);
    }
    return switch (standing) {
      case ASKED -> new Coverage(asked + n, withdrawn, missed, spared, outside, more);
      // Was counted as asked when it was decided.
      case WITHDRAWN -> new Coverage(asked - n, withdrawn + n, missed, spared, outside, more);
      case MISSED -> new Coverage(asked, withdrawn, missed + n, spared, outside, more);
      case SPARED -> new Coverage(asked, withdrawn, missed, spared + n, outside, more);
      case OUTSIDE -> new Coverage(asked, withdrawn, missed, spared, outside + n, more);
    };
  }

  /** What the policies are about. */
  long occasions() {
    return asked + neverAsked();
  }

  long neverAsked() {
    return withdrawn + missed + spared;
  }

  /** In percent; null when there was nothing to ask about. */
  @Nullable Double share() {
    return occasions() <= 0 ? null : PERCENT * Math.max(0, asked) / occasions();
  }

  /** The most frequent first. */
  List<Reason> byReason() {
    return reasons.entrySet().stream()
        .filter(each -> each.getValue() != 0)
        .map(each -> new Reason(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(Reason::n).reversed().thenComparing(Reason::reason))
        .toList();
  }
}
