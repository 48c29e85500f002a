package io.afterword.dispatch.forecast;

/** A forecast in words. */
final class ForecastWords {
  private ForecastWords() {}

  /** "About 120 mails (90 to 150)." */
  static String inShort(Forecast forecast) {
    if (forecast.basis() == Forecast.Basis.PAUSED) {
      return "None while it is paused.";
    }
    Forecast.Range total = forecast.total();
    long expected = Math.round(total.expected());
    long low = Math.round(total.low());
    long high = Math.round(total.high());
    String mails = expected == 1 ? " mail" : " mails";
    String range = low == high ? "." : " (%d to %d).".formatted(low, high);
    return (low == high ? "" : "About ")
        + expected
        + mails
        + range
        + (forecast.confidence() == Forecast.Confidence.POOR ? " A guess." : "");
  }

  /** With what it rests on, and how sure it is. */
  static String whole(Forecast forecast) {
    return forecast.basis() == Forecast.Basis.PAUSED
        ? inShort(forecast)
        : inShort(forecast)
            + " "
            + forecast.basis().sentence()
            + " "
            + forecast.confidence().sentence();
  }
}
