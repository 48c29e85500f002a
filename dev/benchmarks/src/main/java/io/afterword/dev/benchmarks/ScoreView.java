package io.afterword.dev.benchmarks;

import java.time.LocalDate;
import java.util.List;

/**
 * A question that the dashboard or a program asks.
 *
 * @param days how many, up to a day that moves from look to look
 * @param kind what bar it has
 */
record ScoreView(String name, Kind kind, int days, String path) {
  private static final String FILTERED =
      "channel:m1&filter=team:m2&filter=locale:m1 agent:m3&filter=channel:m1&filter=locale:m2"
          + " facts.plan:m1&filter=facts.product:m2&filter=facts.campaign:m1"
          + " channel:m1&filter=hourOfWeek:34&filter=trigger:m1"
          + " agent:m400&filter=channel:m2&filter=facts.region:m2";

  enum Kind {
    STANDARD,
    FILTER,
    /** Groups beside a filter, and the whole page: reported. */
    REPORTED
  }

  private static final int MONTH = 30;
  private static final int QUARTER = 90;
  private static final int YEAR = 365;

  static List<ScoreView> all() {
    return List.of(
        standard("score", MONTH, "/v1/scores"),
        standard("score", YEAR, "/v1/scores"),
        standard("score of a channel", YEAR, "/v1/scores?filter=channel:m1"),
        standard("trend by day", YEAR, "/v1/scores?granularity=day"),
        standard("trend by week", YEAR, "/v1/scores?granularity=week"),
        standard("trend by month", YEAR, "/v1/scores?granularity=month"),
        standard("p chart by week", YEAR, "/v1/charts/p?granularity=week"),
        standard("comparison with the period before", MONTH, "/v1/comparisons"),
        standard("500 agents", MONTH, "/v1/scores?groupBy=agent"),
        standard("500 agents", YEAR, "/v1/scores?groupBy=agent"),
        standard("ranking of agents", QUARTER, "/v1/rankings?groupBy=agent"),
        standard("one agent by week", YEAR, "/v1/scores?granularity=week&filter=agent:m3"),
        standard("a custom fact of 60 values", YEAR, "/v1/scores?groupBy=facts.campaign"),
        standard("hours of the week", YEAR, "/v1/scores?granularity=hourOfWeek"),
        standard(
            "channel by hour of the week",
            QUARTER,
            "/v1/scores?granularity=hourOfWeek&groupBy=channel"),
        standard(
            "channel by hour of the week",
            YEAR,
            "/v1/scores?granularity=hourOfWeek&groupBy=channel"),
        filter("channel, team, locale", 0),
        filter("agent, channel, locale", 1),
        filter("three custom facts", 2),
        filter("channel, hour of the week, trigger", 3),
        filter("a rare agent, channel, custom fact", 4),
        reported(
            "hours of the week of an agent in a channel",
            "/v1/scores?granularity=hourOfWeek&filter=channel:m1&filter=agent:m3"),
        reported("500 agents in a channel", "/v1/scores?groupBy=agent&filter=channel:m1"),
        reported("teams by channel", "/v1/scores?groupBy=team,channel"));
  }

  private static ScoreView standard(String name, int days, String path) {
    return new ScoreView(name, Kind.STANDARD, days, path);
  }

  private static ScoreView filter(String name, int at) {
    return new ScoreView(
        name, Kind.FILTER, YEAR, "/v1/scores?filter=" + FILTERED.split(" ", -1)[at]);
  }

  private static ScoreView reported(String name, String path) {
    return new ScoreView(name, Kind.REPORTED, YEAR, path);
  }

  /** The address for so many days up to that one. */
  String asked(LocalDate to) {
    return "%s%ssurvey=%s&from=%s&to=%s"
        .formatted(
            path, path.contains("?") ? "&" : "?", AnswerStore.SURVEY, to.minusDays(days), to);
  }
}
