package io.afterword.platform.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceKeyGuardTest {

  @Test
  void a_key_that_is_missing_or_short_is_named_with_a_good_one() {
    for (Optional<String> key : List.of(Optional.<String>empty(), Optional.of("too short"))) {
      assertThatThrownBy(() -> ServiceKeyGuard.check("dispatch", key))
          .hasMessage(
              "afterword.access.services.dispatch.key needs at least 16 characters in production."
                  + " Set it at both ends to the output of: openssl rand -base64 48");
    }
  }

  @Test
  void a_long_one_is_fine() {
    assertThatCode(
            () -> ServiceKeyGuard.check("dispatch", Optional.of("a bearer key of 32 letters")))
        .doesNotThrowAnyException();
  }
}
