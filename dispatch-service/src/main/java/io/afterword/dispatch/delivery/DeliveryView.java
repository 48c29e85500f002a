package io.afterword.dispatch.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A delivery as it is shown. No address: the contact's id leads to it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Delivery", description = "One message of an invitation on one channel.")
public record DeliveryView(
    UUID id,
    UUID invitationId,
    UUID contactId,
    @Schema(description = "FIRST or REMINDER.") String kind,
    @Schema(description = "MAIL.") String channel,
    DeliveryState state,
    @Schema(description = "When it is due, or was.") Instant dueAt,
    @Schema(description = "Refusals by the relay so far.") int attempts,
    @Nullable Instant sentAt,
    @Schema(description = "The relay's last reply: three digits; 0 where there was none.")
        @Nullable Integer replyCode,
    @Nullable String replyText,
    Instant updatedAt) {

  static final String COLUMNS =
      """
      select d.id, d.invitation_id, i.contact_id, d.kind, d.channel, d.state, d.due_at, d.attempts,
        d.sent_at, d.reply_code, d.reply_text, d.updated_at
      from delivery d join invitation i on i.id = d.invitation_id
      """;

  static DeliveryView of(Row row) {
    OffsetDateTime sentAt = row.getOffsetDateTime("sent_at");
    return new DeliveryView(
        row.getUUID("id"),
        row.getUUID("invitation_id"),
        row.getUUID("contact_id"),
        row.getString("kind"),
        row.getString("channel"),
        DeliveryState.valueOf(row.getString("state")),
        row.getOffsetDateTime("due_at").toInstant(),
        row.getInteger("attempts"),
        sentAt == null ? null : sentAt.toInstant(),
        row.getInteger("reply_code"),
        row.getString("reply_text"),
        row.getOffsetDateTime("updated_at").toInstant());
  }
}
