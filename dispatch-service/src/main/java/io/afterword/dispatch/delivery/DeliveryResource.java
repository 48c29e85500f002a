package io.afterword.dispatch.delivery;

import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.ETags;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Lists deliveries, above all those of which nobody knows whether they went out. */
@Path("/v1/deliveries")
@Tag(name = "Deliveries")
@Produces(MediaType.APPLICATION_JSON)
class DeliveryResource {
  private final Outbox outbox;

  DeliveryResource(Outbox outbox) {
    this.outbox = outbox;
  }

  @Schema(
      name = "DeliveryPage",
      description = "One page of deliveries, the newest first.",
      requiredProperties = {"items"})
  record Listed(
      List<DeliveryView> items,
      @Schema(description = "Send as cursor to get the next page; absent on the last.")
          @Nullable String nextCursor) {}

  @GET
  @RolesAllowed("deliveries:read")
  @Operation(
      operationId = "listDeliveries",
      summary = "List deliveries, the newest first",
      description =
          "state=UNKNOWN lists mails of which nobody knows whether they went out; they are held"
              + " until an answer or a bounce tells, or somebody resolves them.")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content = @Content(schema = @Schema(implementation = Listed.class)))
  public Uni<Listed> list(
      @QueryParam("state") @Parameter(description = "Only in this state.")
          @Nullable DeliveryState state,
      @QueryParam("invitation") @Parameter(description = "Only of this invitation.")
          @Nullable UUID invitation,
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the previous page.")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    UUID before = cursor == null ? null : Cursor.id(cursor);
    return outbox
        .page(state, invitation, before, limit + 1)
        .map(
            found -> {
              List<DeliveryView> items = found.stream().limit(limit).toList();
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
  @Operation(
      operationId = "getDelivery",
      summary = "Show a delivery",
      description = "The ETag header names its revision.")
  @APIResponse(
      responseCode = "200",
      description = "The delivery.",
      content = @Content(schema = @Schema(implementation = DeliveryView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<RestResponse<DeliveryView>> show(@PathParam("id") UUID id) {
    return outbox.find(id).map(found -> answer(found, id));
  }

  /** With its ETag, so that the next change can name what it was made on. */
  static RestResponse<DeliveryView> answer(Optional<DeliveryView> found, UUID id) {
    DeliveryView delivery =
        found.orElseThrow(
            () -> Problem.of(CommonProblem.NOT_FOUND, "There is no delivery " + id + "."));
    return RestResponse.ResponseBuilder.ok(delivery)
        .header("ETag", ETags.of(delivery.revision()))
        .build();
  }
}
