package io.afterword.platform.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One request to a webhook; public, since generated code reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "WebhookDelivery",
    requiredProperties = {"at", "messageId", "events", "outcome", "millis"})
public record WebhookDeliveryView(
    Instant at,
    @Schema(description = "Its webhook-id; the id of the first event.") UUID messageId,
    @Schema(examples = "12") int events,
    Outcome outcome,
    @Schema(description = "Absent when there was no answer.", examples = "200")
        @Nullable Integer status,
    @Nullable String detail,
    @Schema(examples = "35") int millis) {

  /** What came of it. */
  @Schema(name = "WebhookOutcome")
  public enum Outcome {
    DELIVERED,
    /** It is tried again; a batch that the receiver refuses is halved until one event is alone. */
    REFUSED,
    /** One event was refused over and over; the others go on. Replay sends it again. */
    PARKED
  }
}
