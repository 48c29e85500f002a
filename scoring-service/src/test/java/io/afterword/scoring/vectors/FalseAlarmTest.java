package io.afterword.scoring.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.scoring.comparison.BenjaminiHochberg;
import io.afterword.scoring.comparison.FisherExactTest;
import io.afterword.scoring.comparison.NetComparison;
import io.afterword.scoring.comparison.ProportionComparison;
import io.afterword.scoring.comparison.WelchTest;
import io.afterword.scoring.control.Cusum;
import io.afterword.scoring.control.Ewma;
import io.afterword.scoring.control.IndividualsChart;
import io.afterword.scoring.control.PChart;
import io.afterword.scoring.ranking.FunnelLimits;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.Proportion;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether tests and charts alarm without reason no more often than they say. */
class FalseAlarmTest {
  private static final double LEVEL = Confidence.DEFAULT.level();
  private static final double ALARM = 1 - LEVEL;

  /** Large-sample tests of counts may be half a point off their level. */
  private static final double METHOD = 0.005;

  private final Simulation made = new Simulation();

  @Test
  void two_equal_shares_differ_in_one_of_twenty_comparisons() {
    Simulation.rateOf(
            40_000,
            () ->
                new ProportionComparison(made.group(300, 0.8), made.group(300, 0.8)).pValue()
                    < ALARM)
        .isCloseTo(ALARM, METHOD);
    Simulation.rateOf(
            20_000,
            () -> {
              Interval interval =
                  new ProportionComparison(made.group(300, 0.8), made.group(300, 0.8))
                      .interval(Confidence.DEFAULT);
              return Simulation.covers(interval, 0);
            })
        .isCloseTo(LEVEL, METHOD);
  }

  @Test
  void few_answers_alarm_less_often_never_more() {
    Simulation.rateOf(
            10_000,
            () ->
                new ProportionComparison(made.group(12, 0.9), made.group(15, 0.9)).pValue() < ALARM)
        .isAtMost(ALARM);
  }

  @Test
  void two_equal_nets_and_two_equal_means_differ_in_one_of_twenty() {
    Simulation.rateOf(
            40_000,
            () ->
                new NetComparison(made.net(200, 0.5, 0.2), made.net(150, 0.5, 0.2))
                        .pValue()
                        .orElseThrow()
                    < ALARM)
        .isCloseTo(ALARM, METHOD);
    Simulation.rateOf(
            10_000,
            () -> new WelchTest(made.ratings(80), made.ratings(120)).pValue().orElseThrow() < ALARM)
        .isCloseTo(ALARM, METHOD);
  }

  @Test
  void twenty_equal_agents_hold_an_alarm_in_at_most_one_of_twenty_views() {
    Simulation.rateOf(
            1_500,
            () -> {
              List<Proportion> agents =
                  Stream.generate(() -> made.group(100, 0.85)).limit(20).toList();
              Proportion all = Proportion.pooled(agents);
              List<Double> pValues =
                  agents.stream()
                      .map(agent -> FisherExactTest.pValue(agent, all.minus(agent)))
                      .toList();
              return BenjaminiHochberg.adjust(pValues).stream().anyMatch(p -> p <= ALARM);
            })
        .isAtMost(ALARM);
  }

  @Test
  void funnel_limits_hold_what_they_promise() {
    FunnelLimits alert = FunnelLimits.exact(80, 0.85, FunnelLimits.ALERT_TAIL);
    FunnelLimits alarm = FunnelLimits.exact(80, 0.85, FunnelLimits.ALARM_TAIL);
    Simulation.rateOf(40_000, () -> !alert.holds(made.group(80, 0.85)))
        .isAtMost(2 * FunnelLimits.ALERT_TAIL);
    Simulation.rateOf(40_000, () -> !alarm.holds(made.group(80, 0.85)))
        .isAtMost(2 * FunnelLimits.ALARM_TAIL);
  }

  /** Nominal is the exact binomial probability beyond the limits, since shares are not normal. */
  @Test
  void a_p_chart_alarms_as_often_as_the_binomial_distribution_says() {
    int n = 250;
    double share = 0.8;
    PChart chart = new PChart(List.of(new Proportion(0, n)), share, PChart.USUAL_SIGMAS);
    BinomialDistribution counts = BinomialDistribution.of(n, share);
    double half = 3 * Math.sqrt(share * (1 - share) / n);
    double nominal =
        counts.cumulativeProbability((int) Math.ceil((share - half) * n) - 1)
            + counts.survivalProbability((int) Math.floor((share + half) * n));
    Simulation.rateOf(
            40_000,
            () ->
                !new PChart(List.of(made.group(n, share)), chart.centre(), chart.sigmas())
                    .beyondLimits()
                    .isEmpty())
        .isCloseTo(nominal, 0);
  }

  /** Normal values beyond three sigmas: 27 in 10,000. */
  @Test
  void an_xmr_chart_alarms_as_often_as_three_sigmas_say() {
    List<Double> baseline = made.normal(20_000);
    List<Double> values = made.normal(100_000);
    double alarms = new IndividualsChart(values, baseline).beyondLimits().size();
    // Sigma from 20,000 ranges is itself off by about half a percent: a relative 5 % of the rate.
    new Simulation.Rate(alarms / values.size(), values.size()).isCloseTo(0.0027, 0.05 * 0.0027);
  }

  /** Mean points to the first false alarm: 465 for k .5, h 5 and 168 for h 4 (Montgomery). */
  @ParameterizedTest
  @CsvSource({"5, 465", "4, 168"})
  void a_cusum_runs_as_long_as_the_tables_say(double h, double nominal) {
    runLength(
        nominal,
        values -> {
          Cusum chart = Cusum.of(values, 0, 1, new Cusum.Setting(0.5, h));
          return Math.min(first(chart.signalsUp()), first(chart.signalsDown()));
        });
  }

  /** 560 points for lambda .2 and L 3 (Crowder 1987; Lucas and Saccucci 1990). */
  @Test
  void an_ewma_runs_as_long_as_the_tables_say() {
    runLength(560, values -> first(Ewma.ofValues(values, 0, 1, Ewma.Setting.USUAL).beyondLimits()));
  }

  private interface FirstAlarm {
    int in(List<Double> values);
  }

  /** The standard deviation of a geometric run length is its mean. */
  private void runLength(double nominal, FirstAlarm firstAlarm) {
    int runs = 600;
    double sum = 0;
    for (int run = 0; run < runs; run++) {
      sum += firstAlarm.in(made.normal((int) (10 * nominal)));
    }
    double allowed = 4 * nominal / Math.sqrt(runs);
    assertThat(sum / runs).isBetween(nominal - allowed, nominal + allowed);
  }

  private static int first(List<Integer> alarms) {
    return alarms.isEmpty() ? Integer.MAX_VALUE : alarms.get(0) + 1;
  }
}
