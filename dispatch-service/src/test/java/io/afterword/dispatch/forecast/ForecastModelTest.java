package io.afterword.dispatch.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastModelTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final LocalDate FOUR_WEEKS_AGO = MONDAY.minusDays(28);

  private static Past workdays(int mails, int days) {
    Map<LocalDate, Long> sent = new HashMap<>();
    LocalDate from = MONDAY.minusDays(days);
    from.datesUntil(MONDAY)
        .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
        .forEach(day -> sent.put(day, (long) mails));
    return new Past(from, days, sent, 0, 0, 0);
  }

  private static Coming nothing() {
    return new Coming(Map.of(), Map.of(), Forecast.Basis.PAST_RATE);
  }

  @Test
  void goes_on_as_the_last_four_weeks_weekday_by_weekday() {
    Forecast forecast = ForecastModel.of(MONDAY, workdays(20, 28), nothing(), null);
    assertThat(forecast.days()).hasSize(14);
    assertThat(forecast.days().get(0).mails().expected()).isCloseTo(20, within(2d));
    assertThat(forecast.days().get(5).mails().expected()).isLessThan(4);
    assertThat(forecast.total().expected()).isCloseTo(200, within(1d));
    assertThat(forecast.total().low()).isLessThan(200).isGreaterThan(120);
    assertThat(forecast.total().high()).isGreaterThan(200).isLessThan(280);
    assertThat(forecast.confidence()).isEqualTo(Forecast.Confidence.GOOD);
  }

  @Test
  void says_so_when_it_hardly_knows_anything() {
    assertThat(ForecastModel.of(MONDAY, workdays(20, 3), nothing(), null).confidence())
        .isEqualTo(Forecast.Confidence.POOR);
    assertThat(ForecastModel.of(MONDAY, workdays(20, 10), nothing(), null).confidence())
        .isEqualTo(Forecast.Confidence.FAIR);
    Forecast unknown = ForecastModel.of(MONDAY, workdays(0, 0), nothing(), null);
    assertThat(unknown.total()).isEqualTo(new Forecast.Range(0, 0, 0));
  }

  @Test
  void what_waits_is_certain_and_no_day_has_less() {
    Map<LocalDate, Long> waiting = Map.of(MONDAY.plusDays(1), 50L, MONDAY.plusDays(5), 7L);
    Forecast forecast =
        ForecastModel.of(
            MONDAY,
            workdays(20, 28),
            new Coming(waiting, Map.of(), Forecast.Basis.PAST_RATE),
            null);
    assertThat(forecast.days().get(1).mails()).isEqualTo(new Forecast.Range(50, 50, 50));
    assertThat(forecast.total().low()).isGreaterThanOrEqualTo(57);
  }

  @Test
  void a_daily_cap_holds_in_the_future_as_well() {
    Forecast forecast = ForecastModel.of(MONDAY, workdays(20, 28), nothing(), 5);
    assertThat(forecast.days())
        .allSatisfy(day -> assertThat(day.mails().high()).isLessThanOrEqualTo(5));
    assertThat(forecast.total().expected()).isLessThanOrEqualTo(70);
  }

  @Test
  void of_the_turns_that_come_as_many_are_asked_as_before() {
    Past past = new Past(FOUR_WEEKS_AGO, 28, Map.of(), 1_000, 250, 0);
    Coming turns = new Coming(Map.of(), Map.of(MONDAY.plusDays(3), 400d), Forecast.Basis.TURNS);
    Forecast forecast = ForecastModel.of(MONDAY, past, turns, null);
    assertThat(forecast.total().expected()).isEqualTo(100);
    assertThat(forecast.total().low()).isBetween(80d, 90d);
    assertThat(forecast.total().high()).isBetween(110d, 120d);
  }

  @Test
  void a_paused_policy_sends_nothing() {
    Forecast forecast = ForecastModel.paused(MONDAY);
    assertThat(forecast.total().high()).isZero();
    assertThat(ForecastWords.inShort(forecast)).isEqualTo("None while it is paused.");
  }

  @Test
  void the_range_holds_what_comes_about_nine_times_of_ten() {
    var random = new Random(5);
    int held = 0;
    int tries = 400;
    for (int i = 0; i < tries; i++) {
      Map<LocalDate, Long> sent = new HashMap<>();
      FOUR_WEEKS_AGO.datesUntil(MONDAY).forEach(day -> sent.put(day, poisson(random, 12)));
      Past past = new Past(FOUR_WEEKS_AGO, 28, sent, 0, 0, 0);
      Forecast.Range total = ForecastModel.of(MONDAY, past, nothing(), null).total();
      long came = 0;
      for (int day = 0; day < ForecastModel.DAYS; day++) {
        came += poisson(random, 12);
      }
      held += came >= total.low() && came <= total.high() ? 1 : 0;
    }
    assertThat(held / (double) tries).isBetween(0.86, 0.97);
  }

  private static long poisson(Random random, double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    long n = 0;
    while (product > limit) {
      product *= random.nextDouble();
      n++;
    }
    return n;
  }

  @Test
  void counts_grow_to_their_nth() {
    assertThat(CountGrowth.firings(0, 5, 0)).isZero();
    // Nearly surely the one that lacks comes.
    assertThat(CountGrowth.firings(4, 5, 8)).isCloseTo(2.0, within(0.2));
    // P(X >= 1) with mean 1, and hardly ever twice.
    assertThat(CountGrowth.firings(999, 1000, 1)).isCloseTo(1 - Math.exp(-1), within(1e-6));
    // In the long run one in n fires.
    assertThat(CountGrowth.firings(0, 5, 500)).isCloseTo(99.6, within(0.01));
  }
}
