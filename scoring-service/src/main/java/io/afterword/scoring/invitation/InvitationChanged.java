package io.afterword.scoring.invitation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What scoring reads of {@code invitation.changed}; id and revision are on the envelope. */
record InvitationChanged(
    InvitationState state,
    UUID surveyId,
    @Nullable String contactId,
    @Nullable Instant firstSentAt,
    @Nullable Instant expiresAt,
    @Nullable Context context) {

  record Context(
      @Nullable String kind,
      @Nullable String channel,
      @Nullable String team,
      @Nullable Agent agent,
      @Nullable Interaction interaction) {}

  record Agent(@Nullable String id, @Nullable String name) {}

  record Interaction(@Nullable Instant occurredAt) {}
}
