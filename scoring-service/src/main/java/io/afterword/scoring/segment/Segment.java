package io.afterword.scoring.segment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The closed list of dimensions that answers are counted by. The number of a dimension stands in
 * the tallies and never changes; 0 is "everything".
 */
public enum Segment {
  CHANNEL(1),
  /** May have more members than the others: every agent that ever answered a customer. */
  AGENT(2, 30_000),
  TEAM(3),
  LOCALE(4),
  TRIGGER(5),
  KIND(7),
  STAGE(8),
  SURFACE(9),
  FACT1(11),
  FACT2(12),
  FACT3(13),
  FACT4(14),
  FACT5(15),
  FACT6(16),
  FACT7(17),
  FACT8(18);

  /** The dimension that has one member: everything. */
  public static final short EVERYTHING = 0;

  /**
   * The hour of the week of the interaction, Monday 0:00 = 0; a dimension whose members are hours.
   */
  public static final short HOUR_OF_WEEK = 6;

  public static final int HOURS = 7 * 24;

  /** A pair that is counted together: the member is that of the channel times 168 plus the hour. */
  public static final short CHANNEL_BY_HOUR = 20;

  /** A declared fact with more values than this counts the rest as "other". */
  private static final int USUAL_LIMIT = 1_000;

  /** The places for facts that the workspace declares. */
  static final List<Segment> FACTS =
      List.of(FACT1, FACT2, FACT3, FACT4, FACT5, FACT6, FACT7, FACT8);

  private final short dim;
  private final int memberLimit;

  Segment(int dim) {
    this(dim, USUAL_LIMIT);
  }

  Segment(int dim, int memberLimit) {
    this.dim = (short) dim;
    this.memberLimit = memberLimit;
  }

  public short dim() {
    return dim;
  }

  int memberLimit() {
    return memberLimit;
  }

  boolean isFact() {
    return FACTS.contains(this);
  }

  /** Its column in answers and changes. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Segment ofDim(short dim) {
    return Arrays.stream(values())
        .filter(segment -> segment.dim == dim)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no segment has dimension " + dim));
  }
}
