package io.afterword.scoring.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.scoring.metric.Warning;
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
}
