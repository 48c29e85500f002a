package io.afterword.scoring.tally;

/** The tail of a slot: how many changes no tally contains yet. */
public record Tail(short slot, long changes) {
  /** Every read unpacks the tail, so beyond this the feed is asked to wait. */
  static final long LONGEST = 20_000;

  boolean isTooLong() {
    return changes > LONGEST;
  }
}
