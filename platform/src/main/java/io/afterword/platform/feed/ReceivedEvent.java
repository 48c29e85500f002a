package io.afterword.platform.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as it arrived from another service.
 *
 * @param source who sent it: {@code /} and the name of the service
 * @param time when the sender wrote it
 */
public record ReceivedEvent(
    UUID id,
    String source,
    String type,
    String subject,
    int revision,
    Instant time,
    JsonNode data) {

  /**
   * The fields that the receiver knows, as its own record; others are ignored.
   *
   * @throws UnreadableEventException if they are not what the record says; the event is then parked
   */
  public <T> T dataAs(Class<T> shape) {
    try {
      T read = FeedJson.MAPPER.treeToValue(data, shape);
      if (read == null) {
        throw new UnreadableEventException("data is null");
      }
      return read;
    } catch (JsonMappingException e) {
      throw new UnreadableEventException(
          "data does not fit " + shape.getSimpleName() + " at " + pointer(e), e);
    } catch (JsonProcessingException e) {
      throw new UnreadableEventException("data does not fit " + shape.getSimpleName(), e);
    }
  }

  /** Where, not what: a value may be a respondent's words, and the reason is shown. */
  private static String pointer(JsonMappingException fault) {
    StringBuilder pointer = new StringBuilder();
    fault
        .getPath()
        .forEach(
            step ->
                pointer
                    .append('/')
                    .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
    return pointer.isEmpty() ? "/" : pointer.toString();
  }
}
