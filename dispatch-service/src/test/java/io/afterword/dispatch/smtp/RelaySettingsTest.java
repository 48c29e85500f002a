package io.afterword.dispatch.smtp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RelaySettingsTest {

  @Test
  void production_refuses_a_mailer_that_swallows_mails() {
    assertThatThrownBy(() -> RelaySettings.refuseMock(true, true))
        .hasMessage(
            "quarkus.mailer.mock (QUARKUS_MAILER_MOCK) is true in production: no mail would ever"
                + " leave. Set it to false.");
  }

  @Test
  void elsewhere_it_may_and_in_production_a_real_one_may() {
    assertThatCode(() -> RelaySettings.refuseMock(true, false)).doesNotThrowAnyException();
    assertThatCode(() -> RelaySettings.refuseMock(false, true)).doesNotThrowAnyException();
  }
}
