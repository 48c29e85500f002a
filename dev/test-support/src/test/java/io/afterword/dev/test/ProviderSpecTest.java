package io.afterword.dev.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderSpecTest {
  private static final String OPEN_API =
      """
      openapi: 3.1.0
      paths:
        /v1/links:
          post:
            operationId: createLinks
            requestBody:
              content:
                application/json:
                  schema: {$ref: '#/components/schemas/Request'}
            responses:
              '200':
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/Reply'}
      components:
        schemas:
          Request:
            type: object
            required: [invitationId, surface]
            properties:
              invitationId: {type: string, format: uuid}
              surface: {type: string, enum: [MAIL, LINK]}
              expiresAt: {type: [string, 'null'], format: date-time}
              count: {type: integer}
              context: {type: object, additionalProperties: true}
              nested: {anyOf: [{$ref: '#/components/schemas/Request'}, {type: 'null'}]}
          Reply:
            allOf:
              - type: object
                properties:
                  url: {type: string}
              - properties:
                  state: {type: string, enum: [OPEN, CLOSED]}
                  ratings: {type: array, items: {type: integer}}
      """;

  private static final String SCHEMA =
      """
      {"type": "object", "properties": {
        "surveyId": {"type": "string", "format": "uuid"},
        "answers": {"type": "array", "items": {"$ref": "#/$defs/answer"}}},
       "$defs": {"answer": {"type": "object", "properties": {"rating": {"type": "integer"}}}}}
      """;

  private static final String EXAMPLE =
      """
      {"specversion": "1.0", "type": "response.changed",
       "data": {"surveyId": "018f0000-0000-7000-8000-000000000001", "answers": [{"rating": 4}]}}
      """;

  @TempDir Path folder;

  enum Surface {
    MAIL,
    LINK
  }

  enum MoreSurfaces {
    MAIL,
    QR
  }

  enum State {
    OPEN,
    CLOSED
  }

  enum FewerStates {
    OPEN
  }

  record Request(
      UUID invitationId,
      Surface surface,
      Instant expiresAt,
      int count,
      Map<String, Object> context,
      Request nested) {}

  record Reply(String url, State state, List<Integer> ratings) {}

  record ReplyWithWiderNumbers(List<Double> ratings) {}

  record Forgetful(UUID invitationId) {}

  record Inventive(UUID invitationId, Surface surface, String colour) {}

  record WrongTypes(
      String invitationId, MoreSurfaces surface, String count, List<String> context) {}

  record WrongReply(int url, FewerStates state, List<String> ratings, String secret) {}

  record ResponseChanged(UUID surveyId, List<Answer> answers) {}

  record Answer(int rating) {}

  record WrongResponse(UUID surveyId, Answer answers, String comment) {}

  @BeforeEach
  void commit() throws IOException {
    Path events = Files.createDirectories(folder.resolve("api").resolve("events"));
    Files.writeString(folder.resolve("api").resolve("openapi.yaml"), OPEN_API);
    Files.writeString(events.resolve("response.changed.schema.json"), SCHEMA);
    Files.writeString(events.resolve("response.changed.example.json"), EXAMPLE);
  }

  @Test
  void agrees_with_records_that_fit() {
    assertThatCode(
            () ->
                operation()
                    .accepts(Request.class)
                    .returns(Reply.class)
                    .returns(ReplyWithWiderNumbers.class))
        .doesNotThrowAnyException();
  }

  @Test
  void a_required_field_that_is_not_sent_is_named() {
    assertThatThrownBy(() -> operation().accepts(Forgetful.class))
        .hasMessageContaining("createLinks, request and Forgetful disagree")
        .hasMessageContaining("/surface: does not send it, but it is required");
  }

  @Test
  void a_sent_field_that_is_not_allowed_is_named_with_those_that_are() {
    assertThatThrownBy(() -> operation().accepts(Inventive.class))
        .hasMessageContaining(
            "/colour: sends it, but there is no such field; there are"
                + " [invitationId, surface, expiresAt, count, context, nested]");
  }

  @Test
  void every_sent_type_that_does_not_fit_is_named() {
    assertThatThrownBy(() -> operation().accepts(WrongTypes.class))
        .hasMessageContaining("/surface: may send [QR], which is not among [MAIL, LINK]")
        .hasMessageContaining("/count: sends it as string (String), but it is integer")
        .hasMessageContaining("/context: sends it as array (List), but it is object");
  }

  @Test
  void every_read_field_that_does_not_fit_is_named() {
    assertThatThrownBy(() -> operation().returns(WrongReply.class))
        .hasMessageContaining("/url: reads it as integer (Integer), but it is string")
        .hasMessageContaining("/state: may get [CLOSED], which is not among [OPEN]")
        .hasMessageContaining("/ratings/0: reads it as string (String), but it is integer")
        .hasMessageContaining("/secret: reads it, but there is no such field");
  }

  @Test
  void an_unknown_operation_or_event_is_a_sentence() {
    assertThatThrownBy(() -> spec().operation("createLink"))
        .hasMessage("survey-service/api/openapi.yaml has no operation createLink");
    assertThatThrownBy(() -> spec().event("response.gone"))
        .hasMessageContaining("response.gone.schema.json is not there");
  }

  @Test
  void an_event_is_read_by_who_reads_less_or_the_same_of_it() {
    ProviderSpec.Event event = spec().event("response.changed").readBy(ResponseChanged.class);
    assertThat(event.example().at("/answers/0/rating").asInt()).isEqualTo(4);
    assertThat(event.exampleWithUnknownFields().at("/answers/0/fieldOfALaterVersion").asText())
        .isEqualTo("unknown");
  }

  @Test
  void an_event_is_not_read_by_who_expects_something_else() {
    assertThatThrownBy(() -> spec().event("response.changed").readBy(WrongResponse.class))
        .hasMessageContaining("/answers: reads it as object (Answer), but it is array")
        .hasMessageContaining("/comment: reads it, but there is no such field");
  }

  private ProviderSpec.Operation operation() {
    return spec().operation("createLinks");
  }

  private ProviderSpec spec() {
    return new ProviderSpec(new Provider("survey-service", folder));
  }
}
