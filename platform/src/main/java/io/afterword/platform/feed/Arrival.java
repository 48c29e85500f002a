package io.afterword.platform.feed;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One element of a batch, on its way to the receivers or to the parked events.
 *
 * @param source the sender whose secret signed it, as {@code /survey}
 * @param json as it came
 */
record Arrival(String source, JsonNode json) {

  /** The event. */
  ReceivedEvent read() {
    return CloudEvents.read(source, json);
  }
}
