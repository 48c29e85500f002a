package io.afterword.dispatch.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {
  private static JsonNode example() throws IOException {
    return new YAMLMapper()
        .readTree(Path.of("src/main/resources/META-INF/openapi.yaml").toFile())
        .at("/components/schemas/PolicyRequest/examples/0");
  }

  @Test
  void the_documented_example_is_read_and_survives_being_stored() throws IOException {
    JsonNode body = example();
    var wanted = PolicyReader.read(body);
    assertThat(wanted.enabled()).isTrue();
    assertThat(wanted.terms().coolDowns().perSurvey()).isEqualTo(Duration.ofDays(90));
    var document = new PolicyDocument(wanted.terms(), body.get("filter"));
    assertThat(PolicyDocument.read(document.text())).isEqualTo(document);
  }

  @Test
  void durations_are_spoken() {
    assertThat(PolicyPage.inWords(Duration.parse("P30D"))).isEqualTo("30 days");
    assertThat(PolicyPage.inWords(Duration.parse("PT36H"))).isEqualTo("1 day 12 hours");
    assertThat(PolicyPage.inWords(Duration.ofSeconds(61))).isEqualTo("1 minute 1 second");
  }
}
