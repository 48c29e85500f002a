package io.afterword.scoring.anonymity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which groups may be shown to people who were promised anonymity.
 *
 * <p>(1) A group with 1 to k - 1 answers is hidden; one without answers shows that it has none. (2)
 * If anything is hidden beside a shown total, the next smallest groups (ties by id) are hidden too
 * until at least two are and together they have k answers, so that subtraction reveals nobody. (3)
 * A total below k shows nothing.
 *
 * <p>Suppressed is not zero: such a group has no n and no score.
 *
 * @param primary hidden for their own size, by id
 * @param complementary hidden to protect those
 * @param noData without answers, by id
 */
public record Suppression(
    long total,
    boolean totalShown,
    List<String> shown,
    List<String> primary,
    List<String> complementary,
    List<String> noData) {
  public static final long USUAL_K = 5;
  public static final long LEAST_K = 3;

  private static final int LEAST_HIDDEN = 2;

  public static Suppression of(Map<String, Long> groups, long k) {
    Map<String, Long> byId = new TreeMap<>(groups);
    long total = byId.values().stream().mapToLong(Long::longValue).sum();
    List<String> noData = ids(byId, 0, 0);
    List<String> primary = ids(byId, 1, k - 1);
    List<String> visible = ids(byId, k, Long.MAX_VALUE);
    List<String> complementary = new ArrayList<>();
    if (!primary.isEmpty() && total >= k) {
      long hiddenAnswers = answers(byId, primary);
      List<Map.Entry<String, Long>> smallestFirst =
          byId.entrySet().stream()
              .filter(group -> group.getValue() >= k)
              .sorted(Map.Entry.comparingByValue())
              .toList();
      for (Map.Entry<String, Long> next : smallestFirst) {
        if (primary.size() + complementary.size() >= LEAST_HIDDEN && hiddenAnswers >= k) {
          break;
        }
        complementary.add(next.getKey());
        hiddenAnswers += next.getValue();
      }
    }
    List<String> shown = visible.stream().filter(id -> !complementary.contains(id)).toList();
    return new Suppression(total, total >= k, shown, primary, List.copyOf(complementary), noData);
  }

  private static long answers(Map<String, Long> byId, List<String> ids) {
    return byId.entrySet().stream()
        .filter(group -> ids.contains(group.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static List<String> ids(Map<String, Long> byId, long least, long most) {
    return byId.entrySet().stream()
        .filter(group -> group.getValue() >= least && group.getValue() <= most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
