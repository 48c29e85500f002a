package io.afterword.dev.quickstart.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathOwnersTest {
  private static PathOwners committed() throws IOException {
    return PathOwners.read(Path.of("../../deploy/paths.yaml"));
  }

  @ParameterizedTest
  @CsvSource({
    "/,                          survey",
    "/sign-in,                   survey",
    "/r/3q2-7wAbCdEfGhIjKlMnOQ,  survey",
    "/r/assets/respond.js,       survey",
    "/v1/surveys/1/publish,      survey",
    "/survey/v1/status,          survey",
    "/unsubscribe/abc,           dispatch",
    "/v1/interactions,           dispatch",
    "/dispatch/assets/shell.css, dispatch",
    "/scores,                    scoring",
    "/v1/response-rates,         scoring",
    "/scoring/v1/jobs,           scoring",
  })
  void every_public_path_has_its_owner(String path, String owner) throws IOException {
    assertThat(committed().owner(path)).hasValue(owner);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/health",
        "/q/openapi",
        "/feed",
        "/v1",
        "/v1/surveys-archive",
        "/surveyor",
        "/v1/surveys/../../q/health",
        "/v1/surveys/%2e%2E/%2e%2e/feed",
        "/v1/surveys/..%2f..%2ffeed",
        "/v1/surveys//feed",
        "/v1/surveys/..;a=b/feed",
        "/v1/surveys/..\\feed",
        "/v1/surveys/%zz",
      })
  void what_is_not_listed_or_pretends_to_be_is_not_public(String path) throws IOException {
    assertThat(committed().owner(path)).isEmpty();
  }

  @Test
  void a_path_with_two_owners_is_refused() {
    assertThatThrownBy(
            () ->
                PathOwners.of(
                    new YAMLMapper().readTree("survey: {below: [/a]}\nscoring: {below: [/a]}")))
        .hasMessage("/a has two owners: survey and scoring");
  }
}
