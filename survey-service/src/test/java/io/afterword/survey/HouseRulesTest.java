package io.afterword.survey;

import io.afterword.dev.test.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  @Test
  void features_have_no_cycles_and_rules_import_no_framework() {
    HouseRules.of("io.afterword.survey")
        .pure("definition", "wording", "respondent", "check")
        .check();
  }
}
