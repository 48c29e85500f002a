package io.afterword.platform.feed;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * A fact that other services must learn.
 *
 * @param id of the event, UUIDv7; a receiver sees it again when the event is delivered again
 * @param type for example {@code response.changed}
 * @param subject id of the thing that changed
 * @param revision of the subject, grows by one with each change in the owner's table; a receiver
 *     applies an event only if its revision is higher than the one it has
 * @param data the whole state of the subject, the text of a JSON object
 */
public record OutboxEvent(UUID id, String type, String subject, int revision, String data) {

  public OutboxEvent {
    if (type.isBlank() || subject.isBlank()) {
      throw new IllegalArgumentException("an event needs a type and a subject");
    }
    if (revision < 1) {
      throw new IllegalArgumentException("a revision starts at 1, was " + revision);
    }
  }

  /** An event with a new id, its data written as JSON; null values are left out. */
  public static OutboxEvent of(String type, String subject, int revision, Object data) {
    return new OutboxEvent(
        UuidCreator.getTimeOrderedEpoch(), type, subject, revision, FeedJson.write(data));
  }
}
