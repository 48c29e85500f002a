package io.afterword.dispatch;

import io.afterword.dev.test.MadeTable;
import io.afterword.dev.test.SettingsTable;
import org.junit.jupiter.api.Test;

class SettingsInGuideTest {

  @Test
  void the_guide_lists_every_setting() {
    MadeTable.in("docs/guides/configuration.md", "settings of dispatch-service")
        .holds(SettingsTable.ofThisService());
  }
}
