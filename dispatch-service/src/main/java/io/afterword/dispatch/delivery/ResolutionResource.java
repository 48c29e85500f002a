package io.afterword.dispatch.delivery;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.delivery.Resolving.Action;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A person decides about mails of which nobody knows whether they went out. */
@Path("/v1/deliveries")
@Tag(name = "Deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ResolutionResource {
  /** One transaction's worth: each locks three rows and leaves an audit entry. */
  static final int MOST = 500;

  private final Outbox outbox;
  private final Resolution resolution;
  private final DispatchLoop loop;

  ResolutionResource(Outbox outbox, Resolution resolution, DispatchLoop loop) {
    this.outbox = outbox;
    this.resolution = resolution;
    this.loop = loop;
  }

  @Schema(name = "ResolveDelivery")
  record ResolveOne(@NotNull Action action) {}

  @Schema(name = "DeliveryRevision", description = "A delivery as it was read.")
  record Read(
      @NotNull UUID id,
      @Schema(description = "A delivery with another revision is left alone.") @NotNull
          Integer revision) {}

  @Schema(
      name = "ResolveDeliveries",
      description = "Exactly one of deliveries and filter; an empty filter means all in doubt.")
  record ResolveMany(
      @NotNull Action action,
      @Size(min = 1, max = MOST) @Nullable List<@Valid @NotNull Read> deliveries,
      @Nullable DoubtFilter filter) {}

  @Schema(name = "DeliveriesResolved")
  record Resolved(
      @Schema(description = "For so many the decision was carried out.") int done,
      @Schema(
              description =
                  "Left alone: somebody else was faster, evidence came in, or there is no such"
                      + " delivery.")
          int changed,
      @Schema(description = "Left alone: nothing is sent for their invitation any more.") int ended,
      @Schema(description = "So many that match are still in doubt; send the filter again.")
          long remaining) {}

  @POST
  @Path("{id}/resolve")
  @RolesAllowed("deliveries:write")
  @Operation(
      operationId = "resolveDelivery",
      summary = "Decide about a delivery in doubt",
      description =
          "Needs If-Match with the ETag that was read, so that of two people who decide at once"
              + " the second is told (and a repeated request sends nothing twice).")
  @APIResponse(
      responseCode = "200",
      description = "Decided; the ETag names the new revision.",
      content = @Content(schema = @Schema(implementation = DeliveryView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "409", description = "NOT_UNKNOWN, INVITATION_ENDED")
  @APIResponse(responseCode = "412", description = "STALE_VERSION")
  @APIResponse(responseCode = "428", description = "VERSION_REQUIRED")
  public Uni<RestResponse<DeliveryView>> one(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Parameter(description = "The ETag that was read.")
          @Nullable String ifMatch,
      @Valid @NotNull ResolveOne wish) {
    return resolution
        .one(id, wish.action(), ifMatch)
        .invoke(loop::wake)
        .chain(() -> outbox.find(id))
        .map(found -> DeliveryResource.answer(found, id));
  }

  @POST
  @Path("resolve")
  @RolesAllowed("deliveries:write")
  @Operation(
      operationId = "resolveDeliveries",
      summary = "Decide about many deliveries in doubt",
      description =
          "Up to 500 named ones, or the oldest 500 that match a filter; repeat while remaining is"
              + " not 0. A repeated request finds them decided and sends nothing twice.")
  @APIResponse(
      responseCode = "200",
      description = "What became of them.",
      content = @Content(schema = @Schema(implementation = Resolved.class)))
  @APIResponse(responseCode = "422", description = "INVALID, DELIVERIES_OR_FILTER")
  public Uni<Resolved> many(@Valid @NotNull ResolveMany wish) {
    if ((wish.deliveries() == null) == (wish.filter() == null)) {
      throw Problem.of(
          DispatchProblem.DELIVERIES_OR_FILTER,
          "Send deliveries (each with id and revision) or filter, and not both.");
    }
    DoubtFilter filter = Objects.requireNonNullElse(wish.filter(), DoubtFilter.ALL);
    boolean again = wish.action() == Action.SEND_AGAIN;
    return meant(wish, filter, again)
        .chain(meant -> resolution.many(meant, wish.action()))
        .invoke(loop::wake)
        .chain(
            tally ->
                outbox
                    .countInDoubt(filter, again)
                    .map(left -> new Resolved(tally.done(), tally.changed(), tally.ended(), left)));
  }

  private Uni<Map<UUID, @Nullable Integer>> meant(
      ResolveMany wish, DoubtFilter filter, boolean again) {
    Map<UUID, @Nullable Integer> meant = new HashMap<>();
    if (wish.deliveries() != null) {
      wish.deliveries().forEach(read -> meant.put(read.id(), read.revision()));
      return Uni.createFrom().item(meant);
    }
    return outbox
        .inDoubt(filter, again, MOST)
        .map(
            ids -> {
              ids.forEach(id -> meant.put(id, null));
              return meant;
            });
  }
}
