package io.afterword.scoring.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {

  @Test
  void an_ordinary_weekly_swing_leaves_narrow_limits_but_not_laneys() {
    List<Proportion> weeks = new ArrayList<>();
    for (int week = 0; week < 20; week++) {
      weeks.add(new Proportion(week % 2 == 0 ? 1_700 : 1_500, 2_000));
    }
    PChart chart = PChart.ofItself(weeks, PChart.USUAL_SIGMAS);

    assertThat(chart.beyondLimits()).hasSize(20);
    assertThat(chart.needsLaney()).isTrue();
    assertThat(chart.beyondLaneyLimits()).isEmpty();
  }

  @Test
  void a_period_without_answers_has_no_point_and_breaks_no_run() {
    List<Proportion> days = new ArrayList<>();
    for (int day = 0; day < 9; day++) {
      days.add(day == 4 ? Proportion.NONE : new Proportion(9, 10));
    }
    PChart chart = new PChart(days, 0.8, PChart.USUAL_SIGMAS);

    assertThat(chart.points().get(4)).isNull();
    assertThat(chart.limits().get(4)).isNull();
    assertThat(chart.runs()).containsExactly(8);
    assertThat(chart.laneySigma()).hasValue(0);
  }

  @Test
  void an_empty_period_leaves_the_sums_as_they_were() {
    Cusum chart = Cusum.of(Arrays.asList(2.0, null, 2.0), 0, 1, new Cusum.Setting(0.5, 2.5));

    assertThat(chart.up()).containsExactly(1.5, null, 3.0);
    assertThat(chart.signalsUp()).containsExactly(2);
    assertThatThrownBy(() -> Cusum.of(List.of(1.0), 0, 0, Cusum.Setting.USUAL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void one_value_has_a_centre_and_no_limits() {
    IndividualsChart chart = IndividualsChart.ofItself(List.of(4.2));

    assertThat(chart.centre().orElseThrow()).isCloseTo(4.2, within(1e-12));
    assertThat(chart.limits()).isNull();
    assertThat(chart.beyondLimits()).isEmpty();
    assertThat(chart.runs()).isEmpty();
  }
}
