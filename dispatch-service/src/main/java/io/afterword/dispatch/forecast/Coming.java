package io.afterword.dispatch.forecast;

import java.time.LocalDate;
import java.util.Map;

/**
 * What is known of the days ahead.
 *
 * @param waiting mails that are due, by day
 * @param occasions on which the policy will fire, by day; empty where nobody knows
 * @param basis what that rests on
 */
record Coming(
    Map<LocalDate, Long> waiting, Map<LocalDate, Double> occasions, Forecast.Basis basis) {
  Coming {
    waiting = Map.copyOf(waiting);
    occasions = Map.copyOf(occasions);
  }
}
