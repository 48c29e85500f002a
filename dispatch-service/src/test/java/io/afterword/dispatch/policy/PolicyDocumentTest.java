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
  void every_documented_example_survives_being_stored() throws IOException {
    JsonNode examples =
        new YAMLMapper()
            .readTree(Path.of("src/main/resources/META-INF/openapi.yaml").toFile())
            .at("/components/schemas/PolicyRequest/examples");
    assertThat(examples).hasSize(3);
    for (JsonNode body : examples) {
      var document = new PolicyDocument(PolicyReader.read(body).terms(), body.get("filter"));
      assertThat(PolicyDocument.read(document.text())).isEqualTo(document);
    }
  }

  private static String sentence(String json) throws IOException {
    JsonNode body = new YAMLMapper().readTree(json);
    return PolicySentence.of(PolicyReader.read(body).terms());
  }

  @Test
  void a_policy_is_spoken_as_a_sentence() throws IOException {
    String some = "name: P\nsurveyId: 01937c5e-7d1f-7000-8000-000000000001\n";
    assertThat(
            sentence(
                some
                    + """
                    filter: {field: kind, is: SUPPORT}
                    coolDowns: {acrossAll: P30D}
                    window: {days: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY], from: "09:00", to: "18:00"}
                    reminders: [P3D]
                    """))
        .isEqualTo(
            "1 day after each interaction where kind is SUPPORT, at most once in 30 days per person,"
                + " Monday to Friday 09:00 to 18:00 in their zone, with a reminder after 3 days.");
    assertThat(
            sentence(
                some
                    + """
                    delay: PT0S
                    trigger: {type: EVERY_N, n: 3, orAfterQuiet: P30D}
                    sampleRate: 0.25
                    dailyCap: 100
                    """))
        .isEqualTo(
            "At once after every 3rd interaction of a person, or after 30 days without any,"
                + " for 25 % of the people, at most 100 a day.");
    assertThat(
            sentence(
                some
                    + """
                    trigger: {type: RECURRING, on: ["01-15", "07-15"]}
                    filter: {field: contact.attributes.plan, is: gold}
                    """))
        .isEqualTo(
            "Each year on 15 January and 15 July, spread over 5 days, only where"
                + " contact.attributes.plan is gold, at most once in 90 days per person with this"
                + " survey.");
  }

  @Test
  void durations_are_spoken() {
    assertThat(Durations.inWords(Duration.parse("P30D"))).isEqualTo("30 days");
    assertThat(Durations.inWords(Duration.parse("PT36H"))).isEqualTo("1 day 12 hours");
    assertThat(Durations.inWords(Duration.ofSeconds(61))).isEqualTo("1 minute 1 second");
  }
}
