package io.afterword.dispatch.intake;

import static io.afterword.dispatch.decision.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.afterword.dispatch.intake.ReportReader.Wrapping;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.interaction.InteractionField;
import io.afterword.platform.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the API document says by hand about reports is what the readers take. */
class DocumentedReportTest {
  private static final JsonNode SCHEMAS = read();

  private static JsonNode read() {
    try {
      return new YAMLMapper()
          .readTree(Path.of("src/main/resources/META-INF/openapi.yaml").toFile())
          .at("/components/schemas");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode example() {
    return SCHEMAS.at("/InteractionReport/examples/0").deepCopy();
  }

  private static Interaction readExample(ObjectNode json) {
    List<Problem.Fault> faults = new ArrayList<>();
    Interaction interaction =
        new InteractionReader(NOON).read(json, "", InteractionReader.Envelope.NONE, faults);
    assertThat(faults).isEmpty();
    return Objects.requireNonNull(interaction);
  }

  @Test
  void the_example_is_read_field_by_field() {
    Interaction interaction = readExample(example());
    assertThat(interaction.conversation().id()).isEqualTo("ticket-4711");
    assertThat(interaction.agent())
        .isEqualTo(new Interaction.Agent("kim@example.com", "Kim", "First line"));
    assertThat(interaction.contact().timeZone()).hasToString("Europe/London");
    assertThat(interaction.facts()).hasSize(3);
  }

  @Test
  void every_documented_field_is_known_to_the_reader() {
    assertKnown("/Interaction/properties", "");
    assertKnown("/Person/properties", "/contact");
    assertKnown("/Company/properties", "/contact/company");
    assertKnown("/Agent/properties", "/agent");
  }

  private static void assertKnown(String schema, String pointer) {
    SCHEMAS
        .at(schema)
        .fieldNames()
        .forEachRemaining(
            name -> {
              ObjectNode json = example();
              ((ObjectNode) json.at(pointer)).putNull(name);
              List<Problem.Fault> faults = new ArrayList<>();
              new InteractionReader(NOON).read(json, "", InteractionReader.Envelope.NONE, faults);
              assertThat(faults)
                  .extracting(Problem.Fault::code)
                  .as(name)
                  .doesNotContain("UNKNOWN_FIELD");
            });
  }

  @Test
  void every_value_of_a_closed_list_is_documented() {
    assertThat(documented("event")).isEqualTo(names(Interaction.Event.values()));
    assertThat(documented("kind")).isEqualTo(names(Interaction.Kind.values()));
    assertThat(documented("initiatedBy")).isEqualTo(names(Interaction.Initiator.values()));
    assertThat(documented("closedBy")).isEqualTo(names(Interaction.Closer.values()));
  }

  private static List<String> documented(String field) {
    List<String> values = new ArrayList<>();
    SCHEMAS
        .at("/Interaction/properties/" + field + "/enum")
        .forEach(value -> values.add(value.asText()));
    return values;
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }

  @Test
  void every_field_of_a_filter_is_documented() {
    String words = SCHEMAS.at("/Filter/properties/field/description").asText();
    assertThat(words.split(", ")).containsExactlyInAnyOrderElementsOf(InteractionField.names());
  }

  @Test
  void an_envelope_gives_source_id_and_time_and_must_not_be_contradicted() {
    ObjectNode data = example();
    data.remove(List.of("source", "id", "occurredAt"));
    ObjectNode event =
        data.objectNode()
            .put("specversion", "1.0")
            .put("type", "closed")
            .put("source", "/shop")
            .put("id", "e-1")
            .put("time", "2026-03-02T11:00:00+01:00")
            .put("partitionkey", "anything");
    event.set("data", data);
    var report = new ReportReader(NOON).read(event, Wrapping.CLOUD_EVENTS);
    Interaction interaction = Objects.requireNonNull(report.entries().get(0).interaction());
    assertThat(interaction.key()).isEqualTo(new Interaction.Key("/shop", "e-1"));
    assertThat(interaction.occurredAt()).isEqualTo(NOON.minusSeconds(7200));

    data.put("id", "another");
    assertThat(new ReportReader(NOON).read(event, Wrapping.CLOUD_EVENTS).faults())
        .extracting(Problem.Fault::pointer, Problem.Fault::code)
        .containsExactly(tuple("/data/id", "DIFFERS_FROM_ENVELOPE"));
  }
}
