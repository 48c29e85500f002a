package io.afterword.platform.feed;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * An event on its way to a subscriber.
 *
 * @param position in the outbox
 * @param data the text of a JSON object
 * @param at when it was written
 */
record Outgoing(
    long position, UUID id, String type, String subject, int revision, String data, Instant at) {

  static Outgoing of(Row row) {
    return new Outgoing(
        row.getLong("id"),
        row.getUUID("event_id"),
        row.getString("type"),
        row.getString("subject"),
        row.getInteger("revision"),
        row.getString("data"),
        row.getOffsetDateTime("at").toInstant());
  }
}
