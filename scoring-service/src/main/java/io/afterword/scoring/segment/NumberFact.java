package io.afterword.scoring.segment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The numbers that an interaction reports of itself, by their reserved names. They are kept as
 * numbers beside each answer, for what goes together with its rating.
 */
public enum NumberFact {
  FIRST_RESPONSE_SECONDS("firstResponseSeconds", Unit.SECONDS),
  RESOLUTION_SECONDS("resolutionSeconds", Unit.SECONDS),
  REPLIES("replies", Unit.COUNT),
  TRANSFERS("transfers", Unit.COUNT),
  REOPENINGS("reopenings", Unit.COUNT),
  CHANNEL_SWITCHES("channelSwitches", Unit.COUNT),
  REPEATED_QUESTIONS("repeatedQuestions", Unit.COUNT);

  /** What a fact is measured in. */
  public enum Unit {
    SECONDS,
    COUNT
  }

  private final String reserved;
  private final Unit unit;

  NumberFact(String reserved, Unit unit) {
    this.reserved = reserved;
    this.unit = unit;
  }

  /** Its name in the facts of an interaction, and in the API. */
  public String reserved() {
    return reserved;
  }

  public Unit unit() {
    return unit;
  }

  /** Its column beside the answers. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<NumberFact> named(String name) {
    return Arrays.stream(values()).filter(fact -> fact.reserved.equals(name)).findFirst();
  }
}
