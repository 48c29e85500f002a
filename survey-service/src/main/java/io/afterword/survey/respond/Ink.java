package io.afterword.survey.respond;

import io.afterword.survey.definition.Colour;

/** The ink that can be read on a brand's colour: black or white, whichever contrasts more. */
final class Ink {

  static final String DARK = "#000000";
  static final String LIGHT = "#ffffff";

  private Ink() {}

  /**
   * @param colour {@code #rrggbb}
   */
  static String on(String colour) {
    return Colour.contrast(colour, DARK) >= Colour.contrast(colour, LIGHT) ? DARK : LIGHT;
  }
}
