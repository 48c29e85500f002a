package io.afterword.scoring.coverage;

/** What a decision means for who was heard; numbers never change, counts are kept by them. */
enum Standing {
  ASKED(0),
  /** Had been decided to be asked, and nothing was sent in the end. */
  WITHDRAWN(1),
  /** Something stood in the way. */
  MISSED(2),
  /** Left out on purpose: not the n-th, not in the sample. */
  SPARED(3),
  /** Not what the policy is about. */
  OUTSIDE(4);

  private final short number;

  Standing(int number) {
    this.number = (short) number;
  }

  short number() {
    return number;
  }

  static Standing numbered(int number) {
    for (Standing standing : values()) {
      if (standing.number == number) {
        return standing;
      }
    }
    throw new IllegalArgumentException("no standing has the number " + number);
  }
}
