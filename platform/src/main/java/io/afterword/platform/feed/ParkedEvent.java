package io.afterword.platform.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event that could not be applied. What it says is not shown: it may name a person. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description = "An event from another service that could not be applied and waits for a person.",
    requiredProperties = {"id", "source", "eventId", "reason", "parkedAt"})
record ParkedEvent(
    UUID id,
    @Schema(description = "Who sent it.", examples = "/survey") String source,
    @Schema(description = "The sender's id of the event.") String eventId,
    @Schema(examples = "response.changed") @Nullable String type,
    @Schema(description = "What the event is about, such as a response's id.")
        @Nullable String subject,
    @Schema(description = "Why it could not be applied.") String reason,
    Instant parkedAt) {

  static ParkedEvent of(Row row) {
    return new ParkedEvent(
        row.getUUID("id"),
        row.getString("source"),
        row.getString("event_id"),
        row.getString("type"),
        row.getString("subject"),
        row.getString("reason"),
        row.getOffsetDateTime("parked_at").toInstant());
  }
}
