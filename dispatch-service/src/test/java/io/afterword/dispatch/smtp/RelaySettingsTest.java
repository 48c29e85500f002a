package io.afterword.dispatch.smtp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
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

  @Test
  void half_a_login_is_refused() {
    assertThatThrownBy(() -> settings(Map.of("quarkus.mailer.username", "afterword")))
        .hasMessageContaining("only the username is set")
        .hasMessageContaining("QUARKUS_MAILER_PASSWORD");
    assertThatThrownBy(() -> settings(Map.of("quarkus.mailer.password", "secret")))
        .hasMessageContaining("only the password is set")
        .hasMessageNotContaining("secret");
  }

  @Test
  void tls_from_the_first_byte_and_start_tls_contradict_each_other() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of("quarkus.mailer.tls", "true", "quarkus.mailer.start-tls", "required")))
        .hasMessageContaining("QUARKUS_MAILER_START_TLS) to DISABLED");
  }

  @Test
  void a_word_that_is_no_choice_gets_the_choices() {
    assertThatThrownBy(() -> settings(Map.of("quarkus.mailer.start-tls", "yes")))
        .hasMessage(
            "quarkus.mailer.start-tls (QUARKUS_MAILER_START_TLS) cannot be \"yes\". Set it to"
                + " REQUIRED, OPTIONAL or DISABLED.");
    assertThatThrownBy(() -> settings(Map.of("quarkus.mailer.max-pool-size", "0")))
        .hasMessageContaining("QUARKUS_MAILER_MAX_POOL_SIZE) cannot be 0");
  }

  private static RelaySettings settings(Map<String, String> values) {
    return RelaySettings.of(
        new SmallRyeConfigBuilder().addDefaultInterceptors().withDefaultValues(values).build());
  }
}
