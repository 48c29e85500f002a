package io.afterword.scoring.trend;

import java.util.Locale;

/** The charts that can be asked for. */
public enum ChartKind {
  /** Shares with limits for each number of answers. */
  P,
  /** The same, limits widened where ordinary swings leave them. */
  LANEY,
  /** Exponentially weighted moving average: sees small lasting shifts. */
  EWMA,
  /** Cumulative sums: sees small lasting shifts and when they began. */
  CUSUM,
  /** Single values with limits by their moving range: for means and the NPS. */
  XMR;

  /** As it stands in the address. */
  String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean needsShares() {
    return this == P || this == LANEY;
  }
}
