package io.afterword.scoring.annotation;

import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.ETags;
import io.afterword.scoring.metric.Metric;
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
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/annotations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Annotations")
class AnnotationResource {
  private static final String READ = "scores:read";
  private static final String WRITE = "scores:write";

  private final AnnotationService annotations;
  private final BeforeAfterService beforeAfter;

  AnnotationResource(AnnotationService annotations, BeforeAfterService beforeAfter) {
    this.annotations = annotations;
    this.beforeAfter = beforeAfter;
  }

  @POST
  @RolesAllowed(WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createAnnotation",
      summary = "Note a change on the time line",
      description = "A release, a new price, a new process: what might move a score from that day.")
  @APIResponse(
      responseCode = "201",
      description = "Noted; Location and ETag name it.",
      content = @Content(schema = @Schema(implementation = AnnotationView.class)))
  @APIResponse(responseCode = "400", description = "BAD_PERIOD, UNKNOWN_SEGMENT, BAD_FILTER")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY")
  public Uni<RestResponse<?>> create(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Valid @NotNull AnnotationRequest request) {
    return annotations.create(idempotencyKey, request);
  }

  @GET
  @RolesAllowed(READ)
  @Operation(operationId = "listAnnotations", summary = "List the changes, the earliest day first")
  @APIResponse(responseCode = "200", description = "One page.")
  @APIResponse(responseCode = "400", description = "INVALID_CURSOR: take nextCursor as it came.")
  public Uni<CursorPage<AnnotationView>> list(
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before.")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return annotations.list(cursor, limit);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(READ)
  @Operation(
      operationId = "getAnnotation",
      summary = "Show a change",
      description = "With the ETag that changing or deleting it needs.")
  @APIResponse(
      responseCode = "200",
      description = "The annotation.",
      content = @Content(schema = @Schema(implementation = AnnotationView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<RestResponse<AnnotationView>> get(@PathParam("id") UUID id) {
    return annotations.find(id).map(AnnotationResource::tagged);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "replaceAnnotation", summary = "Correct a change")
  @APIResponse(
      responseCode = "200",
      description = "Corrected.",
      content = @Content(schema = @Schema(implementation = AnnotationView.class)))
  @APIResponse(responseCode = "404", description = "NOT_FOUND, UNKNOWN_SURVEY")
  @APIResponse(responseCode = "412", description = "STALE_VERSION")
  @APIResponse(responseCode = "428", description = "VERSION_REQUIRED")
  public Uni<RestResponse<AnnotationView>> replace(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Parameter(description = "The ETag that was read.")
          @Nullable String ifMatch,
      @Valid @NotNull AnnotationRequest request) {
    return annotations.change(id, ifMatch, request).map(AnnotationResource::tagged);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(WRITE)
  @Operation(operationId = "deleteAnnotation", summary = "Take a change off the time line")
  @APIResponse(responseCode = "204", description = "Gone.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @APIResponse(responseCode = "412", description = "STALE_VERSION")
  @APIResponse(responseCode = "428", description = "VERSION_REQUIRED")
  public Uni<Void> delete(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Parameter(description = "The ETag that was read.")
          @Nullable String ifMatch) {
    return annotations.delete(id, ifMatch);
  }

  @GET
  @Path("/{id}/before-after")
  @RolesAllowed(READ)
  @Operation(
      operationId = "compareBeforeAndAfter",
      summary = "Did the score change?",
      description =
          "Compares equal periods of whole weeks before the day and from the day on, of the annotation's survey and filter. It says what changed after, never because of; TOO_EARLY until a week is complete. Periods whose scales differ are not compared (409).")
  @APIResponse(responseCode = "200", description = "Both scores, their difference and a verdict.")
  @APIResponse(responseCode = "400", description = "INVALID")
  @APIResponse(responseCode = "404", description = "NOT_FOUND, UNKNOWN_SURVEY")
  @APIResponse(responseCode = "409", description = "DIFFERENT_SCALE")
  public Uni<BeforeAfter> beforeAfter(
      @PathParam("id") UUID id,
      @QueryParam("survey")
          @Parameter(description = "The survey to look at, where the annotation names none.")
          @Nullable UUID survey,
      @QueryParam("metric") @Parameter(description = "Without a survey: all surveys of this.")
          @Nullable Metric metric,
      @QueryParam("weeks")
          @DefaultValue("4")
          @Min(1)
          @Max(52)
          @Parameter(description = "Length of each period at most; fewer while few have passed.")
          int weeks) {
    return annotations
        .find(id)
        .chain(
            found ->
                beforeAfter.of(
                    found.view(), new BeforeAfterService.Asked(survey, metric, weeks, Map.of())));
  }

  private static RestResponse<AnnotationView> tagged(AnnotationService.Versioned annotation) {
    return RestResponse.ResponseBuilder.ok(annotation.view())
        .header("ETag", ETags.of(annotation.version()))
        .build();
  }
}
