package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.ETags;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Policies: who is asked which survey, and when. */
@Path("/v1/policies")
@Tag(name = "Policies")
@Produces(MediaType.APPLICATION_JSON)
class PolicyResource {
  private final PolicyService service;
  private final Policies policies;

  PolicyResource(PolicyService service, Policies policies) {
    this.service = service;
    this.policies = policies;
  }

  @Schema(
      name = "PolicyPage",
      description = "One page of policies, the oldest first.",
      requiredProperties = {"items"})
  record Listed(
      List<PolicyView> items,
      @Schema(description = "Send as cursor to get the next page; absent on the last.")
          @Nullable String nextCursor) {
    static Listed of(CursorPage<PolicyView> page) {
      return new Listed(page.items(), page.nextCursor());
    }
  }

  @POST
  @RolesAllowed("policies:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createPolicy",
      summary = "Make a policy",
      description =
          "With template, what the request does not say is as the template has it, the name too.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "#/components/schemas/PolicyRequest")))
  @APIResponse(
      responseCode = "201",
      description = "Made; Location and ETag name it.",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "400", description = "MALFORMED_JSON, UNKNOWN_FIELD, WRONG_TYPE")
  @APIResponse(
      responseCode = "422",
      description =
          "UNKNOWN_SURVEY, ARCHIVED_SURVEY, INVALID_FILTER, NEVER_FIRES, EMPTY_WINDOW,"
              + " INVERTED_WINDOW, NOT_A_TIME_OF_DAY, NOT_A_PERIOD, NOT_A_DATE, INVALID_RHYTHM,"
              + " ASKS_TOO_OFTEN, INVALID_SPLIT, MISSING_FIELD, NOT_A_DURATION, OUT_OF_RANGE,"
              + " UNKNOWN_VALUE, TOO_LONG, INVALID_POLICY")
  public Uni<RestResponse<?>> create(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, @Nullable JsonNode body) {
    return service.create(idempotencyKey, body);
  }

  @GET
  @RolesAllowed("policies:read")
  @Operation(operationId = "listPolicies", summary = "List policies, the oldest first")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content = @Content(schema = @Schema(implementation = Listed.class)))
  public Uni<Listed> list(
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the previous page.")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return page(cursor, limit).map(Listed::of);
  }

  private Uni<CursorPage<PolicyView>> page(@Nullable String cursor, int limit) {
    UUID after = cursor == null ? new UUID(0, 0) : Cursor.id(cursor);
    // Ids are ordered by time of creation, so the key of the page is the id alone.
    return Panache.withSession(
            () ->
                Panache.getSession()
                    .chain(
                        session ->
                            session
                                .createQuery(
                                    "from StoredPolicy where id > :after order by id",
                                    StoredPolicy.class)
                                .setParameter("after", after)
                                .setMaxResults(limit + 1)
                                .getResultList()))
        .map(
            found -> {
              List<PolicyView> items =
                  found.stream()
                      .limit(limit)
                      .map(stored -> PolicyView.of(stored, policies.workspace().floor()))
                      .toList();
              String next =
                  found.size() > limit
                      ? Cursor.encode(items.get(items.size() - 1).id().toString())
                      : null;
              return new CursorPage<>(items, next);
            });
  }

  @GET
  @Path("{id}")
  @RolesAllowed("policies:read")
  @Operation(
      operationId = "getPolicy",
      summary = "Show a policy",
      description = "The ETag header names its version.")
  @APIResponse(
      responseCode = "200",
      description = "The policy.",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<RestResponse<PolicyView>> show(@PathParam("id") UUID id) {
    return service.find(id).map(PolicyResource::answer);
  }

  @PUT
  @Path("{id}")
  @RolesAllowed("policies:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replacePolicy",
      summary = "Change a policy",
      description =
          "Needs If-Match with the ETag that was read. Another n or filter starts EVERY_N counts"
              + " again; anything else keeps them. What cannot be a policy is refused as when one is"
              + " made.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "#/components/schemas/PolicyRequest")))
  @APIResponse(
      responseCode = "200",
      description = "Changed.",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "412", description = "STALE_VERSION")
  @APIResponse(responseCode = "428", description = "VERSION_REQUIRED")
  public Uni<RestResponse<PolicyView>> replace(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable JsonNode body) {
    return service.replace(id, ifMatch, body).map(PolicyResource::answer);
  }

  @POST
  @Path("{id}/enable")
  @RolesAllowed("policies:write")
  @Operation(
      operationId = "enablePolicy",
      summary = "Switch a policy on",
      description = "Needs If-Match with the ETag that was read.")
  @APIResponse(
      responseCode = "200",
      description = "On.",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  public Uni<RestResponse<PolicyView>> enable(
      @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return service.switchTo(id, ifMatch, true).map(PolicyResource::answer);
  }

  @POST
  @Path("{id}/disable")
  @RolesAllowed("policies:write")
  @Operation(
      operationId = "disablePolicy",
      summary = "Switch a policy off",
      description =
          "Needs If-Match with the ETag that was read. What waits is cancelled at its due time"
              + " unless the policy is on again by then.")
  @APIResponse(
      responseCode = "200",
      description = "Off.",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  public Uni<RestResponse<PolicyView>> disable(
      @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return service.switchTo(id, ifMatch, false).map(PolicyResource::answer);
  }

  private static RestResponse<PolicyView> answer(PolicyService.Versioned policy) {
    return RestResponse.ResponseBuilder.ok(policy.view())
        .header("ETag", ETags.of(policy.version()))
        .build();
  }
}
