package io.afterword.dispatch.ask;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.decision.SkipReason;
import io.afterword.dispatch.delivery.DispatchLoop;
import io.afterword.dispatch.ledger.Explanation;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where somebody wants a contact to be asked. */
@Path("/v1/asks")
@Tag(name = "Asks")
@Produces(MediaType.APPLICATION_JSON)
class AskResource {
  private final Asks asks;
  private final Shown shown;
  private final DispatchLoop loop;
  private final Explanation explanation;
  private final Clock clock;

  AskResource(Asks asks, Shown shown, DispatchLoop loop, Explanation explanation, Clock clock) {
    this.asks = asks;
    this.shown = shown;
    this.loop = loop;
    this.explanation = explanation;
    this.clock = clock;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "AskAnswer",
      description = "What was decided about an ask; the same whenever it is sent again.",
      requiredProperties = {"askId", "contactId", "policyId", "outcome", "explanation"})
  record Answer(
      @Schema(description = "Stands for an interaction in the ledger.") UUID askId,
      UUID contactId,
      @Schema(description = "The policy that decided.") UUID policyId,
      @Schema(description = "ASK or SKIP.") LedgerEntry.Outcome outcome,
      @Schema(description = "ASK: when the mail is due.") @Nullable Instant dueAt,
      @Schema(description = "ASK: the invitation made.") @Nullable UUID invitationId,
      @Schema(description = "SKIP: why nobody is asked.") @Nullable SkipReason reason,
      @Schema(description = "SKIP: when asking would be possible again, if time changes it.")
          @Nullable Instant next,
      @Schema(description = "The decision as a sentence.") String explanation,
      @Schema(
              description =
                  "With show LINK, while the question takes an answer: what the asking side shows.")
          @Nullable LinkView link) {}

  @Schema(
      name = "AskLink",
      description = "The question on a page of its own; the same link each time.",
      requiredProperties = {"url", "locale", "expiresAt"})
  record LinkView(
      @Schema(examples = "https://ask.example.com/r/Zq3vJ8mXw0eT5yLk2NbRfA") String url,
      @Schema(examples = "en") String locale,
      Instant expiresAt) {
    static LinkView of(Shown.Link link) {
      return new LinkView(link.url(), link.locale(), link.expiresAt());
    }
  }

  @POST
  @RolesAllowed("interactions:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "ask",
      summary = "Ask one contact with one survey",
      description =
          "For an agent's button or a page that knows its user. Decided by the policies of the"
              + " survey as everything else: filter, cool-downs, sample, cap and opt-outs hold, and"
              + " the ledger says why. Idempotent by source and id.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "#/components/schemas/AskRequest")))
  @APIResponse(
      responseCode = "200",
      description = "Decided and committed.",
      content = @Content(schema = @Schema(implementation = Answer.class)))
  @APIResponse(responseCode = "400", description = "MALFORMED_JSON, UNKNOWN_FIELD, WRONG_TYPE")
  @APIResponse(responseCode = "409", description = "SAME_ID_OTHER_CONTENT")
  @APIResponse(
      responseCode = "422",
      description =
          "NO_POLICY, CREDIT_UNCLEAR, INVALID_ASK, UNKNOWN_SURVEY, UNKNOWN_POLICY, or a code of an"
              + " interaction's fault, such as MISSING_FIELD or NO_CONTACT")
  @APIResponse(
      responseCode = "503",
      description = "LINK_UNAVAILABLE: decided, and the same ask again gets the link")
  public Uni<Answer> ask(@Nullable JsonNode body) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Ask ask = AskReader.read(body, now);
    return asks.take(ask, now)
        .invoke(decided -> wake(ask, decided, now))
        .chain(decided -> link(ask, decided, now).map(link -> answer(decided, link)));
  }

  private void wake(Ask ask, LedgerEntry decided, Instant now) {
    Instant due = decided.dueAt();
    if (!ask.shown() && due != null && !due.isAfter(now)) {
      loop.wake();
    }
  }

  private Uni<Optional<Shown.Link>> link(Ask ask, LedgerEntry decided, Instant now) {
    UUID invitation = decided.invitationId();
    return ask.shown() && invitation != null
        ? shown.link(invitation, ask.about(), now)
        : Uni.createFrom().item(Optional.empty());
  }

  private Answer answer(LedgerEntry decided, Optional<Shown.Link> link) {
    return new Answer(
        decided.interactionId(),
        decided.contactId(),
        decided.policyId(),
        decided.outcome(),
        decided.dueAt(),
        decided.invitationId(),
        decided.reason(),
        decided.nextAt(),
        explanation.of(decided),
        link.map(LinkView::of).orElse(null));
  }
}
