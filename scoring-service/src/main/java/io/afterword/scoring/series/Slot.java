package io.afterword.scoring.series;

import java.util.UUID;

/** In which of 256 places a survey's counts lie: a pure function of its id. */
public final class Slot {
  static final int SLOTS = 256;

  private Slot() {}

  public static short of(UUID surveyId) {
    // UUID.hashCode is specified, so every replica and every release agrees.
    return (short) Math.floorMod(surveyId.hashCode(), SLOTS);
  }
}
