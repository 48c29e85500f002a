package io.afterword.dispatch.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.afterword.dispatch.decision.TriggerType;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows invitations. */
@Path("/v1/invitations")
@Tag(name = "Invitations")
@Produces(MediaType.APPLICATION_JSON)
class InvitationResource {
  private final Invitations invitations;
  private final Pool pool;

  InvitationResource(Invitations invitations, Pool pool) {
    this.invitations = invitations;
    this.pool = pool;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "Invitation",
      description = "The decision to ask one contact once.",
      requiredProperties = {
        "id",
        "revision",
        "state",
        "policyId",
        "trigger",
        "surveyId",
        "contactId",
        "interactionId",
        "dueAt",
        "context"
      })
  record InvitationView(
      UUID id,
      @Schema(description = "Grows by one with each change.") int revision,
      InvitationState state,
      UUID policyId,
      TriggerType trigger,
      UUID surveyId,
      UUID contactId,
      UUID interactionId,
      Instant dueAt,
      @Schema(description = "When something was first sent, or may have been.")
          @Nullable Instant firstSentAt,
      @Nullable Instant expiresAt,
      @Nullable Instant answeredAt,
      @Schema(
              type = SchemaType.OBJECT,
              description = "The interaction's facts as they were when it arrived.")
          @JsonRawValue
          String context) {

    static InvitationView of(Invitation invitation) {
      return new InvitationView(
          invitation.id(),
          invitation.revision(),
          invitation.state(),
          invitation.policyId(),
          invitation.trigger(),
          invitation.surveyId(),
          invitation.contactId(),
          invitation.interactionId(),
          invitation.dueAt(),
          invitation.firstSentAt(),
          invitation.expiresAt(),
          invitation.answeredAt(),
          invitation.context());
    }
  }

  @Schema(
      name = "InvitationPage",
      description = "One page of invitations, the newest first.",
      requiredProperties = {"items"})
  record Listed(
      List<InvitationView> items,
      @Schema(description = "Send as cursor to get the next page; absent on the last.")
          @Nullable String nextCursor) {}

  @GET
  @RolesAllowed("deliveries:read")
  @Operation(operationId = "listInvitations", summary = "List invitations, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content = @Content(schema = @Schema(implementation = Listed.class)))
  public Uni<Listed> list(
      @QueryParam("contact") @Parameter(description = "Only of this contact.")
          @Nullable UUID contact,
      @QueryParam("state") @Parameter(description = "Only in this state.")
          @Nullable InvitationState state,
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the previous page.")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    UUID before = cursor == null ? null : Cursor.id(cursor);
    return invitations
        .page(pool, contact, state, before, limit + 1)
        .map(
            found -> {
              List<InvitationView> items =
                  found.stream().limit(limit).map(InvitationView::of).toList();
              String next =
                  found.size() > limit
                      ? Cursor.encode(items.get(items.size() - 1).id().toString())
                      : null;
              return new Listed(items, next);
            });
  }

  @GET
  @Path("{id}")
  @RolesAllowed("deliveries:read")
  @Operation(operationId = "getInvitation", summary = "Show an invitation")
  @APIResponse(
      responseCode = "200",
      description = "The invitation.",
      content = @Content(schema = @Schema(implementation = InvitationView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<InvitationView> show(@PathParam("id") UUID id) {
    return invitations
        .find(pool, id)
        .map(
            found ->
                found
                    .map(InvitationView::of)
                    .orElseThrow(
                        () ->
                            Problem.of(
                                CommonProblem.NOT_FOUND, "There is no invitation " + id + ".")));
  }
}
