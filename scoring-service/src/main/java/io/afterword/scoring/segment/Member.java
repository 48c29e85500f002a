package io.afterword.scoring.segment;

import org.jspecify.annotations.Nullable;

/**
 * One member of a segment: its interned id, the value as it was reported (null for answers without
 * one), and the name that people see.
 */
public record Member(short id, @Nullable String value, String name) {
  /** Answers that came without a value for the segment. */
  public static final short NOT_GIVEN = 0;

  /** Answers whose value came after the segment had its full number of members. */
  public static final short OTHER = 1;

  /** A member whose name is not known, which only a damaged database has. */
  public static Member unnamed(int id) {
    return new Member((short) id, null, "member " + id);
  }

  /** Whether it stands for one value, and not for none or for many. */
  public boolean isOne() {
    return id > OTHER;
  }
}
