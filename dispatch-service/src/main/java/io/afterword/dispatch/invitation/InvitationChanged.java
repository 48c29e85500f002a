package io.afterword.dispatch.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.afterword.dispatch.decision.TriggerType;
import io.afterword.platform.feed.OutboxEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the siblings learn of an invitation: its whole state, with each change.
 *
 * @param context the frozen context as it is stored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvitationChanged(
    UUID invitationId,
    InvitationState state,
    UUID surveyId,
    UUID policyId,
    TriggerType trigger,
    UUID contactId,
    Instant dueAt,
    @Nullable Instant firstSentAt,
    @Nullable Instant expiresAt,
    @JsonRawValue String context) {
  static final String TYPE = "invitation.changed";

  static OutboxEvent of(Invitation invitation) {
    return OutboxEvent.of(
        TYPE,
        invitation.id().toString(),
        invitation.revision(),
        new InvitationChanged(
            invitation.id(),
            invitation.state(),
            invitation.surveyId(),
            invitation.policyId(),
            invitation.trigger(),
            invitation.contactId(),
            invitation.dueAt(),
            invitation.firstSentAt(),
            invitation.expiresAt(),
            invitation.context()));
  }
}
