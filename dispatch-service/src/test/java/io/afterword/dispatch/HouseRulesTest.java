package io.afterword.dispatch;

import io.afterword.dev.test.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  @Test
  void the_rules_of_the_house_hold() {
    HouseRules.of("io.afterword.dispatch")
        .pure("decision", "interaction", "person", "mail")
        .check();
  }
}
