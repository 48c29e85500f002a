package io.afterword.survey.survey;

import io.afterword.platform.http.Created;
import io.afterword.platform.http.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Copies of surveys: beside the original, into a file, and out of one. */
@Path("/v1/surveys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Surveys")
class SurveyFileResource {

  private final SurveyService surveys;
  private final Idempotency idempotency;

  SurveyFileResource(SurveyService surveys, Idempotency idempotency) {
    this.surveys = surveys;
    this.idempotency = idempotency;
  }

  /** What makes two requests to duplicate the same one. */
  record Duplication(UUID original, DuplicateSurveyRequest wanted) {}

  @POST
  @Path("/{id}/duplicate")
  @RolesAllowed("surveys:write")
  @Operation(
      operationId = "duplicateSurvey",
      summary = "Duplicate a survey",
      description = "Makes a new draft that says what the draft of the other one says.")
  @APIResponse(
      responseCode = "201",
      description = "The copy.",
      content = @Content(schema = @Schema(implementation = SurveyView.class)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  @APIResponse(responseCode = "422", description = "INVALID_DEFINITION: the name is none.")
  public Uni<RestResponse<?>> duplicate(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Valid @Nullable DuplicateSurveyRequest request) {
    UUID original = SurveyRepository.idOf(id);
    DuplicateSurveyRequest wanted = request == null ? DuplicateSurveyRequest.SAME : request;
    return idempotency.once(
        idempotencyKey,
        "duplicateSurvey",
        new Duplication(original, wanted),
        session -> surveys.duplicate(session, original, wanted).map(SurveyFileResource::created));
  }

  @GET
  @Path("/{id}/export")
  @RolesAllowed("surveys:read")
  @Operation(
      operationId = "exportSurvey",
      summary = "Export a survey",
      description = "Its draft as a file that importSurvey reads, here or elsewhere.")
  @APIResponse(
      responseCode = "200",
      description = "The file.",
      content = @Content(schema = @Schema(implementation = SurveyFile.class)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  public Uni<RestResponse<SurveyFile>> export(@PathParam("id") String id) {
    return surveys
        .get(SurveyRepository.idOf(id))
        .map(
            survey ->
                RestResponse.ResponseBuilder.ok(SurveyFile.of(survey))
                    .header(
                        "Content-Disposition",
                        "attachment; filename=\"survey-%s.json\"".formatted(survey.id()))
                    .build());
  }

  @POST
  @Path("/import")
  @RolesAllowed("surveys:write")
  @Operation(
      operationId = "importSurvey",
      summary = "Import a survey",
      description =
          "Makes a new draft of an exported file. Faults of its definition are all listed.")
  @APIResponse(
      responseCode = "201",
      description = "The draft.",
      content = @Content(schema = @Schema(implementation = SurveyView.class)))
  @APIResponse(
      responseCode = "422",
      description = "UNKNOWN_FORMAT, or INVALID_DEFINITION with every fault in errors.")
  public Uni<RestResponse<?>> importFile(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Valid @NotNull SurveyFile file) {
    return idempotency.once(
        idempotencyKey,
        "importSurvey",
        file,
        session ->
            surveys
                .create(session, file.requireKnownFormat(), "/definition")
                .map(SurveyFileResource::created));
  }

  private static Created<SurveyView> created(Survey survey) {
    return Created.at("/v1/surveys/" + survey.id(), survey.lockVersion(), SurveyView.of(survey));
  }
}
