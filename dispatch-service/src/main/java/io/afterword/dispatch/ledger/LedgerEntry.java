package io.afterword.dispatch.ledger;

import io.afterword.dispatch.decision.SkipReason;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One decision with its reason.
 *
 * @param position order within the interaction's answer
 * @param nextAt when asking would be possible again
 */
public record LedgerEntry(
    UUID id,
    Instant decidedAt,
    Point point,
    int position,
    UUID interactionId,
    UUID contactId,
    UUID policyId,
    long policyVersion,
    Outcome outcome,
    @Nullable SkipReason reason,
    @Nullable Instant nextAt,
    @Nullable Instant dueAt,
    @Nullable UUID invitationId) {

  /** When it was decided. */
  @Schema(name = "DecisionPoint")
  public enum Point {
    INTAKE,
    SENDING
  }

  /** What was decided; MOVE keeps the invitation and sends it later. */
  @Schema(name = "DecisionOutcome")
  public enum Outcome {
    ASK,
    MOVE,
    SKIP
  }
}
