package io.afterword.platform.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Events on the wire: a CloudEvents 1.0 JSON batch whose events carry the extension attribute
 * {@code revision}. Written and read by hand, since the data is already JSON text when it is sent,
 * and since one event that cannot be read must not spoil the others.
 */
final class CloudEvents {
  static final String MEDIA_TYPE = "application/cloudevents-batch+json";

  /** Far below the 5 MB that a receiver accepts, whatever the last event adds. */
  private static final int ENOUGH_BYTES = 1_000_000;

  private CloudEvents() {}

  /**
   * A body with the first events of a list.
   *
   * @param count how many of them it holds, at least one
   */
  record Batch(String body, int count) {}

  /** As many of the events as make a body of reasonable size, from the head. */
  static Batch write(String source, List<Outgoing> events) {
    var bytes = new ByteArrayOutputStream();
    int count = 0;
    try (JsonGenerator json = FeedJson.MAPPER.createGenerator(bytes)) {
      json.writeStartArray();
      for (Outgoing event : events) {
        write(json, source, event);
        json.flush();
        count++;
        if (bytes.size() >= ENOUGH_BYTES) {
          break;
        }
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Batch(bytes.toString(StandardCharsets.UTF_8), count);
  }

  private static void write(JsonGenerator json, String source, Outgoing event) throws IOException {
    json.writeStartObject();
    json.writeStringField("specversion", "1.0");
    json.writeStringField("id", event.id().toString());
    json.writeStringField("source", source);
    json.writeStringField("type", event.type());
    json.writeStringField("subject", event.subject());
    json.writeStringField("time", event.at().toString());
    json.writeNumberField("revision", event.revision());
    json.writeStringField("datacontenttype", "application/json");
    json.writeFieldName("data");
    json.writeRawValue(event.data());
    json.writeEndObject();
  }

  /**
   * One element of a batch.
   *
   * @throws UnreadableEventException with a sentence about the first attribute that is not as it
   *     must
   */
  static ReceivedEvent read(String source, JsonNode event) {
    if (!"1.0".equals(event.path("specversion").textValue())) {
      throw new UnreadableEventException("specversion must be \"1.0\"");
    }
    if (!source.equals(event.path("source").textValue())) {
      throw new UnreadableEventException(
          "source must be \"" + source + "\", whose secret signed the batch");
    }
    JsonNode revision = event.path("revision");
    if (!revision.isInt() || revision.intValue() < 1) {
      throw new UnreadableEventException("revision must be a whole number from 1");
    }
    JsonNode data = event.path("data");
    if (!data.isObject()) {
      throw new UnreadableEventException("data must be a JSON object");
    }
    return new ReceivedEvent(
        id(event),
        source,
        text(event, "type"),
        text(event, "subject"),
        revision.intValue(),
        time(event),
        data);
  }

  private static String text(JsonNode event, String attribute) {
    String text = event.path(attribute).textValue();
    if (text == null || text.isBlank()) {
      throw new UnreadableEventException(attribute + " must be a text that is not empty");
    }
    return text;
  }

  private static UUID id(JsonNode event) {
    String id = text(event, "id");
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException("id must be a UUID, was \"" + id + "\"", e);
    }
  }

  private static Instant time(JsonNode event) {
    String time = text(event, "time");
    try {
      return OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeException e) {
      throw new UnreadableEventException("time must be as RFC 3339 says, was \"" + time + "\"", e);
    }
  }
}
