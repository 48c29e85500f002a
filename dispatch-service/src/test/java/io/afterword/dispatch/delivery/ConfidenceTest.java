package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dispatch.smtp.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
  private static final Verdict DOUBT = new Verdict.Unknown("closed");

  private final Confidence confidence = new Confidence();

  @Test
  void two_lost_connections_change_nothing() {
    confidence.heard(List.of(DOUBT, DOUBT));
    assertThat(confidence.mailsAtOnce(10)).isEqualTo(10);
  }

  @Test
  void after_three_in_a_row_one_mail_tries_the_relay_until_it_takes_one() {
    confidence.heard(List.of(DOUBT, DOUBT));
    confidence.heard(List.of(DOUBT));
    assertThat(confidence.lost()).isTrue();
    assertThat(confidence.mailsAtOnce(10)).isEqualTo(1);
    confidence.heard(List.of(new Verdict.Accepted()));
    assertThat(confidence.mailsAtOnce(10)).isEqualTo(10);
  }
}
