package io.afterword.platform;

import io.afterword.dev.test.HouseRules;
import org.junit.jupiter.api.Test;

class PlatformRulesTest {

  @Test
  void the_rules_of_the_house_hold() {
    HouseRules.of("io.afterword.platform").check();
  }
}
