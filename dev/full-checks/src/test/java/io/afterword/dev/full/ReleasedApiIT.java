package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was released goes on working; docs/releases.md says what may change. */
class ReleasedApiIT {
  private static final YAMLMapper YAML = new YAMLMapper();

  private static Path released(String service) {
    return Tool.CHECKOUT.resolve("api/released").resolve(service + ".yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"survey-service", "dispatch-service", "scoring-service"})
  void todays_document_breaks_no_client_of_the_release(String service) throws IOException {
    JsonNode today =
        YAML.readTree(Tool.CHECKOUT.resolve(service).resolve("api/openapi.yaml").toFile());
    assertThat(BreakingChanges.between(YAML.readTree(released(service).toFile()), today)).isEmpty();
  }

  @Test
  void a_document_does_not_break_itself() throws IOException {
    JsonNode document = YAML.readTree(released("dispatch-service").toFile());
    assertThat(BreakingChanges.between(document, document)).isEmpty();
  }

  /**
   * Each line: a service, what is replaced in its document (the first time), by what, the break.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "survey-service|/v1/templates:|/v1/models:|GET /v1/templates is gone",
        "survey-service|operationId: createSurvey|operationId: makeSurvey|the operationId changed",
        "survey-service|outcome:~          type: string|outcome:~          type: integer|the type was [string] and is [integer]",
        "survey-service|'      - invitationId~      - state~      description: \"The link'|'      - state~      description: \"The link'|links[] invitationId is no longer always there",
        "survey-service|'      - invitations~'|'      - invitations~      - reason~'|reason is required now",
        "survey-service|'      - CES~'|''|values are gone",
        "survey-service|maxItems: 500|maxItems: 100|maxItems is lower",
        "survey-service|'  outcome:'|'  result:'|outcome is gone",
        "dispatch-service|oneOf:~      - $ref: \"#/components/schemas/Interaction\"|oneOf:~      - $ref: \"#/components/schemas/Contact\"|the alternatives changed",
        "scoring-service|'        format: int64'|'        format: int32'|another format",
        "scoring-service|'      - scores:read'|'      - scores:all'|other scopes are needed",
      })
  void a_break_is_named(String service, String before, String after, String sentence)
      throws IOException {
    String document = Files.readString(released(service));
    String from = before.replace('~', '\n');
    assertThat(document).contains(from);
    int at = document.indexOf(from);
    String broken =
        document.substring(0, at)
            + after.replace('~', '\n')
            + document.substring(at + from.length());
    assertThat(BreakingChanges.between(YAML.readTree(document), YAML.readTree(broken)))
        .anyMatch(each -> each.contains(sentence));
  }
}
