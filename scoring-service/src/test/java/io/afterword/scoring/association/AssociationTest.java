package io.afterword.scoring.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afterword.scoring.statistics.Confidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssociationTest {

  @Test
  void sums_of_seconds_since_1970_keep_every_digit() {
    List<Double> near = List.of(1.0, 2.0, 4.0, 7.0);
    List<Double> far = near.stream().map(x -> x + 1_700_000_000.0).toList();
    List<Double> y = List.of(3.0, 1.0, 5.0, 8.0);

    assertThat(CoMoments.of(far, y).pearson()).isEqualTo(CoMoments.of(near, y).pearson());
    assertThat(CoMoments.of(far, y).slope()).isEqualTo(CoMoments.of(near, y).slope());
  }

  @Test
  void parts_add_up_to_the_whole_in_any_order() {
    List<Double> x = List.of(0.1, 0.2, 0.7, 1.9, 2.3);
    List<Double> y = List.of(5.0, 4.0, 4.0, 2.0, 1.0);
    CoMoments head = CoMoments.of(x.subList(0, 2), y.subList(0, 2));
    CoMoments tail = CoMoments.of(x.subList(2, 5), y.subList(2, 5));

    assertThat(head.plus(tail).pearson()).isEqualTo(CoMoments.of(x, y).pearson());
    assertThat(tail.plus(head).pearson()).isEqualTo(CoMoments.of(x, y).pearson());
  }

  @Test
  void infinity_is_no_value_to_correlate() {
    assertThatThrownBy(() -> CoMoments.of(List.of(Double.NaN), List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CoMoments.of(List.of(1.0, 2.0), List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void two_pairs_lie_on_a_line_by_construction_and_prove_nothing() {
    PearsonCorrelation two =
        new PearsonCorrelation(CoMoments.of(List.of(1.0, 2.0), List.of(3.0, 7.0)));

    assertThat(two.r()).hasValue(1);
    assertThat(two.pValue()).isEmpty();
    assertThat(two.interval(Confidence.DEFAULT)).isNull();
  }

  @Test
  void minus_zero_is_zero() {
    assertThat(KendallTau.b(List.of(-0.0, 0.0, 1.0), List.of(1.0, 2.0, 3.0)).orElseThrow())
        .isCloseTo(2 / Math.sqrt(6), within(1e-12));
  }

  @Test
  void a_driver_that_repeats_another_shares_its_importance_and_has_no_weight() {
    List<Double> speed = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    List<Double> outcome = List.of(2.0, 1.0, 4.0, 3.0, 6.0, 5.0);
    DriverAnalysis analysis = DriverAnalysis.of(List.of(speed, speed), outcome).orElseThrow();

    assertThat(analysis.weights()).isEmpty();
    assertThat(analysis.shares().get(0)).isCloseTo(0.5, within(1e-9));
    assertThat(analysis.explained())
        .isCloseTo(Math.pow(analysis.withOutcome().get(0), 2), within(1e-9));
    assertThat(analysis.hasEnoughRows()).isFalse();
    assertThat(DriverAnalysis.of(List.of(speed), List.of(4.0, 4.0, 4.0, 4.0, 4.0, 4.0))).isEmpty();
  }

  @Test
  void the_lag_is_found_that_was_put_in() {
    SplittableRandom random = new SplittableRandom(97);
    List<@Nullable Double> csat = new ArrayList<>();
    List<@Nullable Double> nps = new ArrayList<>(Arrays.asList(null, null));
    for (int week = 0; week < 60; week++) {
      csat.add(random.nextGaussian());
      nps.add(csat.get(week));
    }
    List<LeadLag> lags = LeadLag.of(csat, nps.subList(0, 60), 4);

    LeadLag best = lags.stream().max(Comparator.comparing(lag -> lag.r().orElse(0))).orElseThrow();
    assertThat(best.lag()).isEqualTo(2);
    assertThat(best.r()).hasValue(1);
    assertThat(lags).hasSize(9);
  }
}
