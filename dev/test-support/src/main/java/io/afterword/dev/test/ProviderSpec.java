package io.afterword.dev.test;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.afterword.dev.test.RecordFit.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Holds what a consumer sends and reads against what its provider has committed about itself.
 *
 * <pre>{@code
 * ProviderSpec.of("survey-service")
 *     .operation("createLinks").accepts(LinkRequest.class).returns(LinkReply.class);
 * ProviderSpec.of("survey-service").event("response.changed").readBy(ResponseChanged.class);
 * }</pre>
 *
 * Every field sent must be allowed, every required one be sent, every field read exist with that
 * type. A failure lists all disagreements, a sentence each.
 */
public final class ProviderSpec {
  private final Provider provider;

  ProviderSpec(Provider provider) {
    this.provider = provider;
  }

  /**
   * @param service the folder of the provider, such as {@code survey-service}
   */
  public static ProviderSpec of(String service) {
    return new ProviderSpec(Provider.named(service));
  }

  /** The operation with that {@code operationId} in {@code api/openapi.yaml}. */
  public Operation operation(String operationId) {
    JsonNode document = provider.openApi();
    JsonNode found =
        StreamSupport.stream(document.path("paths").spliterator(), false)
            .flatMap(path -> StreamSupport.stream(path.spliterator(), false))
            .filter(each -> operationId.equals(each.path("operationId").asText()))
            .findFirst()
            .orElseThrow(
                () ->
                    new AssertionError(
                        provider.service() + "/api/openapi.yaml has no operation " + operationId));
    return new Operation(provider.service() + " " + operationId, document, found);
  }

  /** The event of that type in {@code api/events}. */
  public Event event(String type) {
    return new Event(
        provider.service() + " " + type, provider.eventSchema(type), provider.eventExample(type));
  }

  /** One REST operation of the provider. */
  public static final class Operation {
    private final String name;
    private final JsonNode document;
    private final JsonNode operation;

    private Operation(String name, JsonNode document, JsonNode operation) {
      this.name = name;
      this.document = document;
      this.operation = operation;
    }

    /** Fails unless the provider takes a JSON body as this type writes it. */
    public Operation accepts(Class<?> request) {
      JsonNode body = resolved(operation.path("requestBody"));
      check(name + ", request", Direction.SENT, request, content(body, "request body"));
      return this;
    }

    /** Fails unless the provider's first successful answer with JSON can be read as this type. */
    public Operation returns(Class<?> answer) {
      Optional<JsonNode> success =
          operation.path("responses").properties().stream()
              .filter(each -> each.getKey().startsWith("2"))
              .map(Map.Entry::getValue)
              .map(this::resolved)
              .filter(each -> !jsonContent(each).isMissingNode())
              .findFirst();
      JsonNode found =
          success.orElseThrow(() -> new AssertionError(name + " has no successful JSON answer"));
      check(name + ", answer", Direction.READ, answer, content(found, "answer"));
      return this;
    }

    private Schema content(JsonNode holder, String what) {
      JsonNode schema = jsonContent(holder).path("schema");
      if (schema.isMissingNode()) {
        throw new AssertionError(name + " has no JSON " + what);
      }
      return Schema.of(document, schema);
    }

    private static JsonNode jsonContent(JsonNode holder) {
      return holder.path("content").path("application/json");
    }

    private JsonNode resolved(JsonNode node) {
      return Schema.of(document, node).node();
    }
  }

  /** One event type of the provider: its schema and its example. */
  public static final class Event {
    private static final ObjectMapper RECEIVER =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String name;
    private final JsonNode schema;
    private final JsonNode example;

    private Event(String name, JsonNode schema, JsonNode example) {
      this.name = name;
      this.schema = schema;
      this.example = example;
    }

    /** Fails unless the event's data, and the example of it, can be read as this type. */
    public Event readBy(Class<?> view) {
      JsonNode whole = Schema.of(schema, schema).node();
      boolean envelope = whole.path("properties").has("specversion");
      JsonNode data = envelope ? whole.path("properties").path("data") : whole;
      check(name + ", data", Direction.READ, view, Schema.of(schema, data));
      for (JsonNode each : List.of(example(), exampleWithUnknownFields())) {
        try {
          RECEIVER.treeToValue(each, view);
        } catch (Exception e) {
          throw new AssertionError(
              name + ": " + view.getSimpleName() + " cannot read the example: " + e.getMessage(),
              e);
        }
      }
      return this;
    }

    /** The data of the committed example. */
    public JsonNode example() {
      return (example.has("specversion") ? example.path("data") : example).deepCopy();
    }

    /** The same as a newer provider may send it: one more field in every object. */
    public JsonNode exampleWithUnknownFields() {
      JsonNode copy = example();
      addUnknownFields(copy);
      return copy;
    }

    private static void addUnknownFields(JsonNode node) {
      node.forEach(Event::addUnknownFields);
      if (node instanceof ObjectNode object) {
        object.put("fieldOfALaterVersion", "unknown");
      }
    }
  }

  private static void check(String where, Direction direction, Class<?> type, Schema schema) {
    List<String> faults = new ArrayList<>(RecordFit.faults(direction, type, schema));
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "%s and %s disagree:%n  %s"
              .formatted(where, type.getSimpleName(), String.join("\n  ", faults)));
    }
  }
}
