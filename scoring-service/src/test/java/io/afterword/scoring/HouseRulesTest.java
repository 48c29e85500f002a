package io.afterword.scoring;

import io.afterword.dev.test.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  @Test
  void features_are_free_of_cycles_and_rules_of_frameworks() {
    HouseRules.of("io.afterword.scoring")
        .pure(
            "anonymity", "association", "comparison", "control", "metric", "ranking", "statistics")
        .check();
  }
}
