package io.afterword.dispatch.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.dispatch.decision.SkipReason;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.afterword.platform.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about the interactions of a report; the same report gets the same answer again.
 */
@Schema(
    description = "What was decided, interaction by interaction.",
    requiredProperties = {"interactions", "refused"})
record IntakeAnswer(
    @Schema(description = "In the order of the report, without those that were refused.")
        List<Taken> interactions,
    @Schema(description = "Only with onInvalid=skip: what was left out, and why.")
        List<Refused> refused) {

  @Schema(
      name = "TakenInteraction",
      description = "An interaction that was taken.",
      requiredProperties = {"source", "id", "interactionId", "decisions"})
  record Taken(
      @Schema(examples = "helpdesk") String source,
      @Schema(examples = "ticket-4711-closed-1") String id,
      @Schema(description = "Our id of the interaction.") UUID interactionId,
      @Schema(description = "One for each policy that was enabled on arrival.")
          List<Decided> decisions) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "PolicyDecision",
      description = "What one policy made of it.",
      requiredProperties = {"policyId", "contactId", "outcome"})
  record Decided(
      UUID policyId,
      UUID contactId,
      @Schema(description = "ASK or SKIP.") LedgerEntry.Outcome outcome,
      @Schema(description = "ASK: when the mail is due.") @Nullable Instant dueAt,
      @Schema(description = "ASK: the invitation made.") @Nullable UUID invitationId,
      @Schema(description = "SKIP: why nobody is asked.") @Nullable SkipReason reason,
      @Schema(description = "SKIP: the reason as a sentence.") @Nullable String sentence,
      @Schema(description = "SKIP: when asking would be possible again, if time changes it.")
          @Nullable Instant next) {

    static Decided of(LedgerEntry entry) {
      SkipReason reason = entry.reason();
      return new Decided(
          entry.policyId(),
          entry.contactId(),
          entry.outcome(),
          entry.dueAt(),
          entry.invitationId(),
          reason,
          reason == null ? null : reason.sentence(),
          entry.nextAt());
    }
  }

  @Schema(
      name = "RefusedInteraction",
      description = "An interaction that was left out.",
      requiredProperties = {"index", "errors"})
  record Refused(
      @Schema(description = "Its place in the report, from 0.") int index,
      List<RefusedFault> errors) {}

  @Schema(
      name = "RefusedFault",
      description = "One fault.",
      requiredProperties = {"code", "detail"})
  record RefusedFault(@Nullable String pointer, String code, String detail) {
    static RefusedFault of(Problem.Fault fault) {
      return new RefusedFault(fault.pointer(), fault.code(), fault.detail());
    }
  }
}
