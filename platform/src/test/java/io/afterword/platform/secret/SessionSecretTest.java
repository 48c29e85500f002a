package io.afterword.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionSecretTest {
  private static final String LONG = "0123456789abcdef0123456789abcdef";

  @Test
  void production_does_not_start_without_it() {
    assertThatThrownBy(() -> SessionSecret.secret(Optional.empty(), true))
        .hasMessageContaining("AFTERWORD_SESSION_KEY is not set");
  }

  @Test
  void nobody_starts_with_a_short_one() {
    assertThatThrownBy(() -> SessionSecret.secret(Optional.of("short"), false))
        .hasMessageContaining("too short")
        .hasMessageNotContaining("\"short\"");
  }

  @Test
  void it_is_what_was_configured_and_elsewhere_random() {
    assertThat(SessionSecret.secret(Optional.of(LONG), true)).asString().isEqualTo(LONG);
    assertThat(SessionSecret.secret(Optional.empty(), false))
        .hasSize(32)
        .isNotEqualTo(SessionSecret.secret(Optional.empty(), false));
  }
}
