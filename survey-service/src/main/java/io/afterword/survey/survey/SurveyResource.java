package io.afterword.survey.survey;

import io.afterword.platform.http.Created;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.ETags;
import io.afterword.platform.http.Idempotency;
import io.afterword.survey.definition.Definition;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/surveys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Surveys")
class SurveyResource {

  private static final String READ = "surveys:read";
  private static final String WRITE = "surveys:write";

  private final SurveyService surveys;
  private final Idempotency idempotency;

  SurveyResource(SurveyService surveys, Idempotency idempotency) {
    this.surveys = surveys;
    this.idempotency = idempotency;
  }

  @POST
  @RolesAllowed(WRITE)
  @Operation(
      operationId = "createSurvey",
      summary = "Create a survey",
      description =
          "From a template or a full definition. The new survey is a draft: publish it before"
              + " anybody is asked. Faults of a definition are all listed in errors.")
  @APIResponse(
      responseCode = "201",
      description = "The draft.",
      content = @Content(schema = @Schema(implementation = SurveyView.class)))
  @APIResponse(
      responseCode = "422",
      description =
          "INVALID_DEFINITION with every fault in errors, UNKNOWN_TEMPLATE, SCALE_NOT_OFFERED, LOCALE_NOT_BUILT_IN or"
              + " TEMPLATE_AND_DEFINITION.")
  public Uni<RestResponse<?>> create(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Valid @NotNull CreateSurveyRequest request) {
    return idempotency.once(
        idempotencyKey,
        "createSurvey",
        request,
        session ->
            surveys
                .create(session, request.definition())
                .map(
                    survey ->
                        Created.at(
                            "/v1/surveys/" + survey.id(),
                            survey.lockVersion(),
                            SurveyView.of(survey))));
  }

  @GET
  @RolesAllowed(READ)
  @Operation(operationId = "listSurveys", summary = "List surveys", description = "Newest first.")
  @APIResponse(responseCode = "400", description = "INVALID_CURSOR: take nextCursor as it came.")
  @APIResponse(responseCode = "200", description = "A page of surveys.")
  public Uni<CursorPage<SurveyView>> list(
      @QueryParam("state") @Parameter(description = "Only surveys in this state.")
          @Nullable SurveyState state,
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before.")
          @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(1)
          @Max(200)
          @Parameter(description = "Surveys in a page.")
          int limit) {
    return surveys.list(state, cursor, limit);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(READ)
  @Operation(
      operationId = "getSurvey",
      summary = "Read a survey",
      description = "With its draft, and the ETag that a change of it needs.")
  @APIResponse(
      responseCode = "200",
      description = "The survey.",
      content = @Content(schema = @Schema(implementation = SurveyView.class)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  public Uni<RestResponse<SurveyView>> get(@PathParam("id") String id) {
    return surveys.get(SurveyRepository.idOf(id)).map(SurveyResource::tagged);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(WRITE)
  @Operation(
      operationId = "changeSurvey",
      summary = "Change a survey's draft",
      description =
          "Replaces the whole definition. What is published stays as it is until it is published"
              + " again.")
  @APIResponse(
      responseCode = "200",
      description = "The survey with its changed draft.",
      content = @Content(schema = @Schema(implementation = SurveyView.class)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  @APIResponse(responseCode = "409", description = "SURVEY_ARCHIVED.")
  @APIResponse(
      responseCode = "412",
      description = "STALE_VERSION: somebody changed it meanwhile; read it again.")
  @APIResponse(responseCode = "422", description = "INVALID_DEFINITION with every fault in errors.")
  @APIResponse(responseCode = "428", description = "VERSION_REQUIRED: send If-Match.")
  public Uni<RestResponse<SurveyView>> change(
      @PathParam("id") String id,
      @HeaderParam("If-Match")
          @Parameter(
              required = true,
              description = "The ETag that came with the survey.",
              example = "\"0\"")
          @Nullable String ifMatch,
      @Valid @NotNull Definition definition) {
    return surveys
        .redefine(SurveyRepository.idOf(id), ifMatch, definition)
        .map(SurveyResource::tagged);
  }

  @POST
  @Path("/{id}/publish")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(WRITE)
  @Operation(
      operationId = "publishSurvey",
      summary = "Publish a survey",
      description =
          "Freezes the draft as the next version, which new links take; links that are out keep"
              + " theirs. Publishing an unchanged draft again changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The survey with its newest version.",
      content = @Content(schema = @Schema(implementation = SurveyView.class)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  @APIResponse(responseCode = "409", description = "SURVEY_ARCHIVED.")
  @APIResponse(
      responseCode = "422",
      description = "SCORES_WOULD_BE_WRONG: what checkSurvey finds and calls blocking.")
  public Uni<RestResponse<SurveyView>> publish(@PathParam("id") String id) {
    return surveys
        .publish(SurveyRepository.idOf(id))
        .map(publication -> tagged(publication.survey()));
  }

  @POST
  @Path("/{id}/archive")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(WRITE)
  @Operation(
      operationId = "archiveSurvey",
      summary = "Archive a survey",
      description =
          "It gives no new links and cannot be changed. Links that are out stay open until they"
              + " expire; responses and scores stay.")
  @APIResponse(
      responseCode = "200",
      description = "The archived survey.",
      content = @Content(schema = @Schema(implementation = SurveyView.class)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  public Uni<RestResponse<SurveyView>> archive(@PathParam("id") String id) {
    return surveys.archive(SurveyRepository.idOf(id)).map(SurveyResource::tagged);
  }

  private static RestResponse<SurveyView> tagged(Survey survey) {
    return RestResponse.ResponseBuilder.ok(SurveyView.of(survey))
        .header("ETag", ETags.of(survey.lockVersion()))
        .build();
  }
}
