package io.afterword.dev.test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HouseRulesTest {
  @Test
  void this_very_module_keeps_them() {
    assertThatCode(() -> HouseRules.of("io.afterword.dev").check()).doesNotThrowAnyException();
  }

  @Test
  void a_package_that_uses_a_framework_is_not_pure() {
    assertThatThrownBy(() -> HouseRules.of("io.afterword.dev").pure("test").check())
        .hasMessageContaining("rules are tested without a framework")
        .hasMessageContaining("PostgresResource");
  }
}
