package io.afterword.dispatch.merge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.merge.MergeStore.Merge;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Two contacts that prove to be one person. */
@Path("/v1/contacts/{id}/merges")
@Tag(name = "Contacts")
@Produces(MediaType.APPLICATION_JSON)
class MergeResource {
  private final Merging merging;

  MergeResource(Merging merging) {
    this.merging = merging;
  }

  @Schema(name = "ContactMergeRequest", requiredProperties = "contactId")
  record Wanted(
      @Schema(description = "The contact that goes into this one.") @Nullable UUID contactId) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "ContactMerge",
      description = "Two contacts that are one person.",
      requiredProperties = {"id", "keptId", "mergedId", "at", "undoUntil"})
  record MergeView(
      UUID id,
      @Schema(description = "The contact that both are now.") UUID keptId,
      UUID mergedId,
      Instant at,
      @Schema(description = "So long it can be undone.") Instant undoUntil,
      @Schema(description = "When it was undone.") @Nullable Instant undoneAt) {
    static MergeView of(Merge merge) {
      return new MergeView(
          merge.id(),
          merge.keptId(),
          merge.mergedId(),
          merge.at(),
          merge.undoUntil(),
          merge.undoneAt());
    }
  }

  @Schema(
      name = "ContactMergeList",
      description = "The newest first, at most a hundred.",
      requiredProperties = {"items"})
  record Listing(List<MergeView> items) {}

  @POST
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "mergeContact",
      summary = "Merge another contact into this one",
      description =
          "All that is known of the other is this one's from then on: interactions, decisions,"
              + " invitations, counts, opt-outs and what it is recognised by; details only where"
              + " this one has none. Cool-downs hold over both. It can be undone for 30 days.")
  @APIResponse(
      responseCode = "201",
      description = "Merged.",
      content = @Content(schema = @Schema(implementation = MergeView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "409", description = "ALREADY_MERGED, CONTACT_ERASED")
  @APIResponse(responseCode = "422", description = "SAME_CONTACT, MISSING_FIELD")
  public Uni<RestResponse<MergeView>> merge(@PathParam("id") UUID id, @NotNull Wanted body) {
    UUID other = body.contactId();
    if (other == null) {
      throw Problem.of(DispatchProblem.MISSING_FIELD, "contactId is required.");
    }
    return merging
        .merge(id, other)
        .map(merge -> RestResponse.status(RestResponse.Status.CREATED, MergeView.of(merge)));
  }

  @GET
  @RolesAllowed("contacts:read")
  @Operation(operationId = "listContactMerges", summary = "The merges of a contact, both ways")
  @APIResponse(
      responseCode = "200",
      description = "The newest first.",
      content = @Content(schema = @Schema(implementation = Listing.class)))
  public Uni<Listing> list(@PathParam("id") UUID id) {
    return merging.of(id).map(merges -> new Listing(merges.stream().map(MergeView::of).toList()));
  }

  @POST
  @Path("{merge}/undo")
  @RolesAllowed("contacts:write")
  @Operation(
      operationId = "undoContactMerge",
      summary = "Make two contacts of one again",
      description =
          "Each gets back what it had; what was reported since stays with the one that was kept, and"
              + " details that were told since are not taken away.")
  @APIResponse(
      responseCode = "200",
      description = "Undone.",
      content = @Content(schema = @Schema(implementation = MergeView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "409", description = "UNDO_TOO_LATE, ALREADY_MERGED, CONTACT_ERASED")
  public Uni<MergeView> undo(@PathParam("id") UUID id, @PathParam("merge") UUID merge) {
    return merging.undo(id, merge).map(MergeView::of);
  }
}
