package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What this service really emits is what it says in {@code api/events}. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class EventSchemaTest {
  private static final String TYPE = "invitation.changed";

  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject ObjectMapper json;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(Path.of("api", "events", TYPE + ".schema.json")));
  }

  @Test
  void the_example_is_one_of_its_schema() throws IOException {
    String example = Files.readString(Path.of("api", "events", TYPE + ".example.json"));
    assertThat(schema().validate(json.readTree(example))).isEmpty();
  }

  @Test
  void what_is_emitted_from_the_decision_to_the_first_send_is_one_of_its_schema()
      throws IOException {
    dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT0S\"");
    String invitation =
        Dispatch.report(
                """
                {"source":"helpdesk","id":"%s","conversation":"c","url":"https://h.example/1",
                 "kind":"SUPPORT","occurredAt":"%s","channel":"EMAIL","team":"First line",
                 "stage":"onboarding","agent":{"id":"kim","name":"Kim","role":"lead"},
                 "contact":{"email":"%s@example.com","phone":"+4798765432","name":"Ada",
                   "company":{"name":"AE"}},
                 "facts":{"replies":3,"vip":true,"product":"Loom","ratio":0.25}}"""
                    .formatted(UUID.randomUUID(), clock.instant(), UUID.randomUUID()))
            .statusCode(202)
            .extract()
            .path("interactions[0].decisions[0].invitationId");
    dispatch.await("it was sent", () -> dispatch.eventsOf(invitation).size() == 2);
    List<Dispatch.Event> events = dispatch.eventsOf(invitation);
    for (Dispatch.Event event : events) {
      assertThat(event.type()).isEqualTo(TYPE);
      assertThat(schema().validate(json.readTree(event.data()))).as(event.data()).isEmpty();
      assertThat(event.data()).doesNotContain("@example.com").doesNotContain("+4798765432");
    }
    JsonNode last = json.readTree(events.get(1).data());
    assertThat(last.get("state").asText()).isEqualTo("OPEN");
    assertThat(last.at("/context/facts/replies").asInt()).isEqualTo(3);
    assertThat(last.get("context")).isEqualTo(json.readTree(events.get(0).data()).get("context"));
  }
}
