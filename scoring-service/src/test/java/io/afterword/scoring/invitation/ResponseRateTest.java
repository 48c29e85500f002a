package io.afterword.scoring.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterword.scoring.metric.Warning;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ResponseRateTest {

  @Test
  void open_invitations_make_a_rate_preliminary() {
    ResponseRates.Rate rate = ResponseRates.Rate.of(new ResponseRate(1, 0, 0, 1, 0), true);

    assertThat(rate.responseRate()).isEqualTo(50);
    assertThat(rate.warnings()).containsExactly(Warning.PRELIMINARY);
    assertThat(rate.reason()).isNull();
  }

  @Test
  void answers_of_people_who_were_not_invited_have_no_rate() {
    ResponseRates.Rate rate = ResponseRates.Rate.of(ResponseRate.NOTHING_SENT, true);

    assertThat(rate.responseRate()).isNull();
    assertThat(rate.reason()).isEqualTo(ResponseRates.NoRate.NO_FRAME);
  }

  @Test
  void nothing_sent_and_nothing_delivered_are_not_zero_percent() {
    assertThat(ResponseRates.Rate.of(ResponseRate.NOTHING_SENT, false).reason())
        .isEqualTo(ResponseRates.NoRate.NOTHING_SENT);
    assertThat(ResponseRates.Rate.of(new ResponseRate(0, 0, 0, 0, 3), false).reason())
        .isEqualTo(ResponseRates.NoRate.NOTHING_DELIVERED);
  }

  @Test
  void a_group_that_answers_much_less_is_told_apart() {
    Map<Integer, RateDifference> differences =
        RateDifference.of(
            Map.of(
                2, new ResponseRate(80, 0, 120, 0, 0),
                3, new ResponseRate(20, 0, 180, 0, 0),
                4, new ResponseRate(1, 0, 1, 0, 0)));

    // 20 of 200 against 81 of 202.
    assertThat(Objects.requireNonNull(differences.get(3)).points())
        .isCloseTo(100 * (20 / 200.0 - 81 / 202.0), within(1e-9));
    assertThat(differences.get(3).isWorthTelling()).isTrue();
    assertThat(Objects.requireNonNull(differences.get(4)).isWorthTelling())
        .as("two answers prove nothing")
        .isFalse();
    assertThat(RateDifference.of(Map.of(2, new ResponseRate(8, 0, 2, 0, 0)))).isEmpty();
  }
}
