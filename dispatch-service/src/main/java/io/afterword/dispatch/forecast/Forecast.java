package io.afterword.dispatch.forecast;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a policy will probably send.
 *
 * @param basis what it rests on
 */
record Forecast(List<Day> days, Range total, Basis basis, Confidence confidence) {

  /** A day of the workspace. */
  record Day(LocalDate day, Range mails) {}

  /** The mean, and a range that holds it nine times of ten if the past is a guide. */
  record Range(double expected, double low, double high) {
    private static final double NINE_OF_TEN = 1.645;

    static Range of(double mean, double variance, double atLeast, double atMost) {
      double spread = NINE_OF_TEN * Math.sqrt(variance);
      double expected = Math.min(mean, atMost);
      return new Range(
          expected,
          Math.min(Math.max(atLeast, Math.floor(mean - spread)), expected),
          Math.min(Math.ceil(mean + spread), atMost));
    }
  }

  /** What a forecast rests on. */
  @Schema(name = "ForecastBasis")
  enum Basis {
    /** The policy is paused. */
    PAUSED("The policy is paused."),
    /** What it sent in the last four weeks, by weekday. */
    PAST_RATE("It goes by what the policy sent in the last four weeks, weekday by weekday."),
    /** The counts of its contacts, and how fast they grow. */
    COUNTERS(
        "It goes by how many interactions of each person are counted, and how fast they come."),
    /** Whose turns come in the next two weeks. */
    TURNS("It goes by whose turns come, and how many of those whose turn came were asked."),
    /** Whom the policy that it follows has asked. */
    CHAIN("It goes by whom the policy before it has asked, and how many such were asked.");

    private final String sentence;

    Basis(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  /** How far it can be trusted. */
  @Schema(name = "ForecastConfidence")
  enum Confidence {
    GOOD("There are three weeks of history or more."),
    FAIR("There is more than a week of history, and less than three."),
    POOR("There is hardly any history: take it as a guess.");

    private final String sentence;

    Confidence(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }
}
