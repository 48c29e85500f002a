package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed API documents are what good clients are generated from. */
class ApiDocumentsIT {

  @ParameterizedTest
  @ValueSource(strings = {"survey-service", "dispatch-service", "scoring-service"})
  void spectral_finds_nothing_to_say(String service) throws Exception {
    Tool.Outcome outcome =
        Tool.ofNpm("spectral")
            .run(
                List.of(
                    "lint",
                    "--ruleset",
                    ".spectral.yaml",
                    "--fail-severity",
                    "hint",
                    service + "/api/openapi.yaml"));

    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("No results");
  }
}
