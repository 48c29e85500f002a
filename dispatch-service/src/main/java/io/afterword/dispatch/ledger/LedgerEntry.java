package io.afterword.dispatch.ledger;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.decision.Decision;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.SkipReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One decision with its reason.
 *
 * @param position order within the interaction's answer
 * @param interactionId what was decided about
 * @param nextAt when asking would be possible again
 * @param facts what the reason rests on; null for nothing
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
    @Nullable UUID invitationId,
    @Nullable Map<String, Object> facts) {

  public LedgerEntry {
    facts = facts == null || facts.isEmpty() ? null : Map.copyOf(facts);
  }

  /**
   * What the decision code made of an occasion.
   *
   * @param invitation the one made from it, when the decision was to ask
   */
  public static LedgerEntry of(
      Place place, Policy policy, Decision decision, @Nullable UUID invitation, Instant now) {
    Decision.Skip skip = decision instanceof Decision.Skip skipped ? skipped : null;
    return new LedgerEntry(
        UuidCreator.getTimeOrderedEpoch(),
        now,
        place.point(),
        place.position(),
        place.occasionId(),
        place.contactId(),
        policy.id(),
        policy.version(),
        skip == null ? Outcome.ASK : Outcome.SKIP,
        skip == null ? null : skip.reason(),
        skip == null ? null : skip.next(),
        decision instanceof Decision.Ask ask ? ask.dueAt() : null,
        invitation,
        facts(place, skip));
  }

  /**
   * What was decided about, and where in the answer it stands.
   *
   * @param facts of the occasion itself
   */
  public record Place(
      Point point, int position, UUID occasionId, UUID contactId, Map<String, Object> facts) {}

  private static Map<String, Object> facts(Place place, Decision.@Nullable Skip skip) {
    var facts = new HashMap<>(place.facts());
    if (skip != null) {
      facts.putAll(skip.facts());
    }
    return facts;
  }

  /** When it was decided. */
  @Schema(name = "DecisionPoint")
  public enum Point {
    INTAKE,
    QUIET,
    WAVE,
    CHAIN,
    ASK,
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
