package io.afterword.scoring.statistics;

/** What a pair of counts must fulfil to be a share. */
final class Shares {
  private Shares() {}

  static void requireCounts(long successes, long n) {
    if (successes < 0 || n < 0 || successes > n) {
      throw new IllegalArgumentException("%d of %d is not a share".formatted(successes, n));
    }
  }
}
