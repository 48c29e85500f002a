package io.afterword.survey;

import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What this service really emits is what it says in {@code api/events}. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class EventSchemasTest {

  private static final List<String> TYPES =
      List.of(
          "survey.published",
          "survey.archived",
          "response.changed",
          "invitation.answered",
          "access.changed");

  @Inject Database database;
  @Inject ObjectMapper json;

  @Test
  void every_example_is_one_of_its_schema() throws IOException {
    for (String type : TYPES) {
      String example = Files.readString(Path.of("api", "events", type + ".example.json"));
      assertThat(schema(type).validate(json.readTree(example))).as(type).isEmpty();
    }
  }

  @Test
  void what_is_emitted_in_a_surveys_life_is_one_of_its_schema() throws IOException {
    for (String template : List.of("csat-1-5", "nps-0-10", "ces-1-7")) {
      UUID survey = published(template);
      UUID invitation = UUID.randomUUID();
      String page = linked(survey, invitation);
      send(page, Map.of("rating", "3", "completeness", "PARTIAL"));
      send(page, Map.of("rating", "2", "comment", "Blåbær 🫐"));
      api().post("/v1/surveys/" + survey + "/archive");

      String response = api().queryParam("survey", survey).get("/v1/responses").path("items[0].id");
      check(database.eventsOf(survey), "survey.published", "survey.archived");
      check(database.eventsOf(response), "response.changed", "response.changed");
      check(database.eventsOf(invitation), "invitation.answered");
    }
  }

  @Test
  void the_other_forms_of_question_and_answer_are_in_the_schema_too() throws IOException {
    UUID survey = SurveyClient.created(json.readValue(EVERY_FORM, new TypeReference<>() {}));
    api().post("/v1/surveys/" + survey + "/publish").then().statusCode(200);
    String page = linked(survey, UUID.randomUUID());
    send(page, Map.of("rating", "2", "days", "2,5", "which", "a")).then().statusCode(201);
    send(
            page,
            Map.of(
                "rating",
                "2",
                "days",
                "2,5",
                "which",
                "a",
                "reasons.slow",
                "on",
                "reasons.x",
                "on"))
        .then()
        .statusCode(200);

    String response = api().queryParam("survey", survey).get("/v1/responses").path("items[0].id");
    check(database.eventsOf(survey), "survey.published");
    check(database.eventsOf(response), "response.changed", "response.changed");
    assertThat(json.readTree(database.eventsOf(response).get(1).data()).get("answers"))
        .isEqualTo(
            json.readTree(
                """
                [{"question": "q1", "rating": 2}, {"question": "days", "number": 2.5},
                 {"question": "which", "choices": ["a"]},
                 {"question": "reasons", "choices": ["slow", "x"]}]
                """));
  }

  /** A statement, a number, a choice, and a choice for low ratings. */
  private static final String EVERY_FORM =
      """
      {"name": "Every form", "metric": "CES", "defaultLocale": "en", "questions": [
        {"id": "q1", "form": "STATEMENT", "scored": true, "text": {"en": "It was easy."},
         "scale": {"id": "ces-1-5", "min": 1, "max": 5, "polarity": "HIGHER_IS_BETTER",
                   "satisfied": [4, 5], "dissatisfied": [1, 2]}},
        {"id": "days", "form": "NUMBER", "text": {"en": "How many days did it take?"},
         "range": {"min": 0, "max": 100, "decimals": 1}},
        {"id": "which", "form": "SINGLE_CHOICE", "text": {"en": "Which shop was it?"},
         "choice": {"options": [{"id": "a", "text": {"en": "A"}}, {"id": "b", "text": {"en": "B"}}]}},
        {"id": "reasons", "form": "MULTIPLE_CHOICE", "text": {"en": "Why?"},
         "showIf": {"question": "q1", "ratings": [1, 2]},
         "choice": {"randomOrder": true, "options": [
           {"id": "slow", "text": {"en": "Slow"}},
           {"id": "x", "text": {"en": "Else"}, "keepsPlace": true}]}}]}
      """;

  @Test
  void a_response_travels_with_its_frozen_context_and_its_own_id() throws IOException {
    UUID survey = published("csat-1-5");
    UUID invitation = UUID.randomUUID();
    send(linked(survey, invitation), Map.of("rating", "5"));
    String response = api().queryParam("survey", survey).get("/v1/responses").path("items[0].id");
    JsonNode data = json.readTree(database.eventsOf(response).get(0).data());
    assertThat(data.get("responseId").asText()).isEqualTo(response);
    assertThat(data.get("invitationId").asText()).isEqualTo(invitation.toString());
    assertThat(data.get("context")).isEqualTo(json.valueToTree(SurveyClient.CONTEXT));
    assertThat(data.get("firstAnsweredAt").asText()).isEqualTo(data.get("answeredAt").asText());
  }

  private void check(List<Database.Event> events, String... types) throws IOException {
    assertThat(events).extracting(Database.Event::type).containsExactly(types);
    for (int i = 0; i < types.length; i++) {
      assertThat(events.get(i).revision()).isEqualTo(i + 1);
      assertThat(schema(types[i]).validate(json.readTree(events.get(i).data())))
          .as(events.get(i).data())
          .isEmpty();
    }
  }

  private static JsonSchema schema(String type) throws IOException {
    String text = Files.readString(Path.of("api", "events", type + ".schema.json"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
  }
}
