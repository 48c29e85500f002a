package io.afterword.scoring.goal;

import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.ETags;
import io.afterword.scoring.wording.Wording;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/goals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Goals")
class GoalResource {
  private static final String READ = "scores:read";
  private static final String WRITE = "scores:write";

  private final GoalService goals;
  private final Wording wording;

  GoalResource(GoalService goals, Wording wording) {
    this.goals = goals;
    this.wording = wording;
  }

  @POST
  @RolesAllowed(WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createGoal", summary = "Set a goal for a score")
  @APIResponse(
      responseCode = "201",
      description = "Set; Location and ETag name it.",
      content = @Content(schema = @Schema(implementation = GoalView.class)))
  @APIResponse(responseCode = "400", description = "BAD_PERIOD, UNKNOWN_SEGMENT, BAD_FILTER")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY, UNKNOWN_QUESTION")
  @APIResponse(responseCode = "422", description = "INVALID: the score can never be that.")
  public Uni<RestResponse<?>> create(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Valid @NotNull GoalRequest request) {
    return goals.create(idempotencyKey, request);
  }

  @GET
  @RolesAllowed(READ)
  @Operation(operationId = "listGoals", summary = "List goals, the oldest first")
  @APIResponse(responseCode = "200", description = "One page.")
  @APIResponse(responseCode = "400", description = "INVALID_CURSOR: take nextCursor as it came.")
  public Uni<CursorPage<GoalView>> list(
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before.")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return goals.list(cursor, limit);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(READ)
  @Operation(
      operationId = "getGoal",
      summary = "Show a goal",
      description = "With the ETag that changing or deleting it needs.")
  @APIResponse(
      responseCode = "200",
      description = "The goal.",
      content = @Content(schema = @Schema(implementation = GoalView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<RestResponse<GoalView>> get(@PathParam("id") UUID id) {
    return goals.find(id).map(GoalResource::tagged);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "replaceGoal", summary = "Change a goal")
  @APIResponse(
      responseCode = "200",
      description = "Changed.",
      content = @Content(schema = @Schema(implementation = GoalView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND, UNKNOWN_SURVEY, UNKNOWN_QUESTION")
  @APIResponse(responseCode = "412", description = "STALE_VERSION")
  @APIResponse(responseCode = "428", description = "VERSION_REQUIRED")
  public Uni<RestResponse<GoalView>> replace(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Parameter(description = "The ETag that was read.")
          @Nullable String ifMatch,
      @Valid @NotNull GoalRequest request) {
    return goals.change(id, ifMatch, request).map(GoalResource::tagged);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(WRITE)
  @Operation(operationId = "deleteGoal", summary = "Give a goal up")
  @APIResponse(responseCode = "204", description = "Gone.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "412", description = "STALE_VERSION")
  @APIResponse(responseCode = "428", description = "VERSION_REQUIRED")
  public Uni<Void> delete(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Parameter(description = "The ETag that was read.")
          @Nullable String ifMatch) {
    return goals.delete(id, ifMatch);
  }

  @GET
  @Path("/{id}/verdict")
  @RolesAllowed(READ)
  @Operation(
      operationId = "judgeGoal",
      summary = "Is the goal reached?",
      description =
          "Looks at the goal's days up to today, or up to its last day once that is over. REACHED and NOT_REACHED need the whole interval on one side of the target.")
  @APIResponse(responseCode = "200", description = "The score and the verdict.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "409", description = "DIFFERENT_SCALE")
  public Uni<GoalVerdict> verdict(@PathParam("id") UUID id) {
    Words words = wording.now();
    return goals.find(id).chain(found -> goals.judge(found.view(), words));
  }

  private static RestResponse<GoalView> tagged(GoalService.Versioned goal) {
    return RestResponse.ResponseBuilder.ok(goal.view())
        .header("ETag", ETags.of(goal.version()))
        .build();
  }
}
