package io.afterword.survey.respond;

/** The ink that can be read on a brand's colour: black or white, whichever contrasts more. */
final class Ink {

  static final String DARK = "#000000";
  static final String LIGHT = "#ffffff";

  private Ink() {}

  /**
   * @param colour {@code #rrggbb}
   */
  static String on(String colour) {
    double luminance =
        0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    double withDark = (luminance + 0.05) / 0.05;
    double withLight = 1.05 / (luminance + 0.05);
    return withDark >= withLight ? DARK : LIGHT;
  }

  /** Relative luminance of one channel, WCAG 2.2. */
  private static double channel(String colour, int at) {
    double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
