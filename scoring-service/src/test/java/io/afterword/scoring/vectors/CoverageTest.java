package io.afterword.scoring.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Net;
import io.afterword.scoring.statistics.AdjustedWaldInterval;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.MeanInterval;
import io.afterword.scoring.statistics.NetScoreInterval;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.statistics.WilsonInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the default intervals cover the truth as often as they say: see {@link Simulation}. */
class CoverageTest {
  private static final double LEVEL = Confidence.DEFAULT.level();

  /** Intervals for nets and means may be half a point off their level. */
  private static final double METHOD = 0.005;

  private final Simulation made = new Simulation();

  /** The figures of the reference for shares .50, .51, ... .99, printed with three decimals. */
  @ParameterizedTest
  @CsvSource({"5, 0.954", "10, 0.954", "20, 0.954", "50, 0.951", "100, 0.950"})
  void wilson_covers_as_the_table_says(int n, double nominal) {
    Simulation.rateOf(
            100_000,
            () -> {
              double share = 0.5 + made.below(50) / 100.0;
              return Simulation.covers(
                  WilsonInterval.of(made.hits(n, share), n, Confidence.DEFAULT), share);
            })
        .isCloseTo(nominal, 0.0005);
  }

  @Test
  void a_wald_interval_would_not_pass() {
    double covered =
        Simulation.rate(
            20_000,
            () -> {
              double share = 0.5 + made.below(50) / 100.0;
              return Simulation.covers(
                  Wald.share(new Proportion(made.hits(20, share), 20), Confidence.DEFAULT), share);
            });
    assertThat(covered).isLessThan(0.88);
  }

  @ParameterizedTest
  @CsvSource({"10", "20", "50", "200"})
  void adjusted_wald_covers_the_nps(int n) {
    Simulation.rateOf(
            40_000,
            () -> {
              double detractors = made.between(0.1, 0.4);
              double promoters = made.between(0.2, 0.6);
              Net net = made.net(n, promoters, detractors);
              return Simulation.covers(
                  AdjustedWaldInterval.of(
                      net.positive(), net.neutral(), net.negative(), Confidence.DEFAULT),
                  promoters - detractors);
            })
        .isCloseTo(LEVEL, METHOD);
  }

  /** The table says .970 for five answers on average; never less than the level is what counts. */
  @Test
  void the_score_interval_covers_the_nps_of_few_answers() {
    Simulation.rateOf(
            5_000,
            () -> {
              double detractors = made.between(0.1, 0.4);
              double promoters = made.between(0.2, 0.6);
              Net net = made.net(5, promoters, detractors);
              return Simulation.covers(
                  NetScoreInterval.of(
                      net.positive(), net.neutral(), net.negative(), Confidence.DEFAULT),
                  promoters - detractors);
            })
        .isAtLeast(LEVEL);
  }

  @Test
  void the_t_interval_covers_the_mean_of_ratings() {
    Simulation.rateOf(
            20_000,
            () -> {
              Histogram ratings = made.ratings(60);
              return Simulation.covers(
                  MeanInterval.of(
                      60,
                      ratings.mean().orElseThrow(),
                      ratings.standardDeviation().orElseThrow(),
                      Confidence.DEFAULT),
                  Simulation.MEAN_RATING);
            })
        .isCloseTo(LEVEL, METHOD);
  }
}
