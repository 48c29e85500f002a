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
}
