package io.afterword.dispatch.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.dispatch.decision.SkipReason;
import io.afterword.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Why somebody was asked, or was not. */
@Path("/v1/decisions")
@Tag(name = "Decisions")
@Produces(MediaType.APPLICATION_JSON)
class LedgerResource {
  private final Ledger ledger;
  private final Pool pool;
  private final Explanation explanation;

  LedgerResource(Ledger ledger, Pool pool, Explanation explanation) {
    this.ledger = ledger;
    this.pool = pool;
    this.explanation = explanation;
  }

  /** One row of the ledger. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "Decision",
      description = "What one policy made of one interaction, and why.",
      requiredProperties = {
        "id",
        "decidedAt",
        "point",
        "interactionId",
        "contactId",
        "policyId",
        "policyVersion",
        "outcome",
        "explanation"
      })
  record DecisionView(
      UUID id,
      Instant decidedAt,
      @Schema(
              description =
                  "INTAKE: on arrival. QUIET: nothing had happened for as long as the policy waits."
                      + " WAVE: the contact's turn in a cycle of a recurring policy."
                      + " CHAIN: the time after another policy's question was over."
                      + " ASK: somebody wanted the contact to be asked."
                      + " SENDING: looked at again before the mail went out.")
          LedgerEntry.Point point,
      @Schema(
              description =
                  "What was decided about: an interaction; with WAVE the contact's turn in the cycle,"
                      + " with ASK the ask, ids that no interaction has; with CHAIN the invitation"
                      + " that it follows.")
          UUID interactionId,
      UUID contactId,
      UUID policyId,
      @Schema(description = "The version of the policy that decided.") long policyVersion,
      @Schema(description = "ASK, MOVE (sent later) or SKIP.") LedgerEntry.Outcome outcome,
      @Nullable SkipReason reason,
      @Schema(description = "The reason as a sentence.") @Nullable String sentence,
      @Schema(description = "When asking would be possible again, if time changes it.")
          @Nullable Instant next,
      @Schema(description = "When the mail is due.") @Nullable Instant dueAt,
      @Nullable UUID invitationId,
      @Schema(
              description =
                  "What the reason rests on: counts, the invitation that is too near, the cap.",
              examples = "{\"counted\": 3, \"of\": 5}")
          @Nullable Map<String, Object> facts,
      @Schema(
              description = "The whole decision as sentences, times in the workspace's zone.",
              examples =
                  "Not asked. The policy keeps a longer distance to any other invitation"
                      + " (asked 2026-11-02 09:00). Possible again from 2026-12-02 09:00.")
          String explanation) {

    static DecisionView of(LedgerEntry entry, String explained) {
      SkipReason reason = entry.reason();
      return new DecisionView(
          entry.id(),
          entry.decidedAt(),
          entry.point(),
          entry.interactionId(),
          entry.contactId(),
          entry.policyId(),
          entry.policyVersion(),
          entry.outcome(),
          reason,
          reason == null ? null : reason.sentence(),
          entry.nextAt(),
          entry.dueAt(),
          entry.invitationId(),
          entry.facts(),
          explained);
    }
  }

  @Schema(
      name = "DecisionPage",
      description = "One page of decisions, the newest first.",
      requiredProperties = {"items"})
  record Listed(
      List<DecisionView> items,
      @Schema(description = "Send as cursor to get the next page; absent on the last.")
          @Nullable String nextCursor) {}

  @GET
  @RolesAllowed("decisions:read")
  @Operation(
      operationId = "listDecisions",
      summary = "List decisions, the newest first",
      description = "A contact is named by id; POST /v1/contacts/find gives the id of an address.")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content = @Content(schema = @Schema(implementation = Listed.class)))
  public Uni<Listed> list(
      @QueryParam("contact") @Parameter(description = "Only about this contact.")
          @Nullable UUID contact,
      @QueryParam("policy") @Parameter(description = "Only by this policy.") @Nullable UUID policy,
      @QueryParam("interaction") @Parameter(description = "Only about this interaction.")
          @Nullable UUID interaction,
      @QueryParam("outcome") @Parameter(description = "Only with this outcome.")
          LedgerEntry.@Nullable Outcome outcome,
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the previous page.")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    List<String> after = cursor == null ? List.of() : Cursor.decode(cursor, 2);
    return ledger
        .page(
            pool,
            new Ledger.Wanted(contact, policy, outcome, interaction),
            after.isEmpty() ? null : instant(after.get(0)),
            after.isEmpty() ? null : id(after.get(1)),
            limit + 1)
        .map(found -> page(found, limit));
  }

  private Listed page(List<LedgerEntry> found, int limit) {
    List<LedgerEntry> shown = found.stream().limit(limit).toList();
    String next = null;
    if (found.size() > limit) {
      LedgerEntry last = shown.get(shown.size() - 1);
      next = Cursor.encode(last.decidedAt().toString(), last.id().toString());
    }
    return new Listed(
        shown.stream().map(one -> DecisionView.of(one, explanation.of(one))).toList(), next);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException forged) {
      throw Cursor.invalid();
    }
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException forged) {
      throw Cursor.invalid();
    }
  }
}
