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
@Schema(
    name = "Delivery",
    description = "One message of an invitation on one channel.",
    requiredProperties = {
      "id",
      "invitationId",
      "contactId",
      "kind",
      "channel",
      "state",
      "dueAt",
      "attempts",
      "updatedAt"
    })
public record DeliveryView(
    UUID id,
    UUID invitationId,
    UUID contactId,
    @Schema(description = "FIRST, REMINDER or SECOND_REMINDER.") String kind,
    @Schema(description = "MAIL.") String channel,
    DeliveryState state,
    @Schema(description = "Grows by one with each change; its ETag.") int revision,
    @Schema(description = "When it is due, or was.") Instant dueAt,
    @Schema(description = "Refusals by the relay so far.") int attempts,
    @Nullable Instant sentAt,
    @Schema(description = "The relay's last reply: three digits; 0 where there was none.")
        @Nullable Integer replyCode,
    @Nullable String replyText,
    @Schema(description = "When the copy may have gone out of which nobody knows.")
        @Nullable Instant unknownSince,
    @Schema(description = "Whether a second copy was sent, or is about to be.") boolean resent,
    @Schema(description = "When somebody decided to send nothing more.") @Nullable Instant letBeAt,
    Instant updatedAt) {

  static final String COLUMNS =
      """
      select d.id, d.invitation_id, i.contact_id, d.kind, d.channel, d.state, d.due_at, d.attempts,
        d.sent_at, d.reply_code, d.reply_text, d.revision, d.unknown_since, d.retried_unknown,
        d.let_be_at, d.updated_at
      from delivery d join invitation i on i.id = d.invitation_id
      """;

  static DeliveryView of(Row row) {
    return new DeliveryView(
        row.getUUID("id"),
        row.getUUID("invitation_id"),
        row.getUUID("contact_id"),
        row.getString("kind"),
        row.getString("channel"),
        DeliveryState.valueOf(row.getString("state")),
        row.getInteger("revision"),
        row.getOffsetDateTime("due_at").toInstant(),
        row.getInteger("attempts"),
        instant(row, "sent_at"),
        row.getInteger("reply_code"),
        row.getString("reply_text"),
        instant(row, "unknown_since"),
        row.getBoolean("retried_unknown"),
        instant(row, "let_be_at"),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
