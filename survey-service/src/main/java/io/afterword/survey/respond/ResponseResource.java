package io.afterword.survey.respond;

import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.survey.PublishedVersions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/responses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Responses")
class ResponseResource {

  private final ResponseRepository responses;
  private final PublishedVersions versions;

  ResponseResource(ResponseRepository responses, PublishedVersions versions) {
    this.responses = responses;
    this.versions = versions;
  }

  @GET
  @RolesAllowed("responses:read")
  @Operation(
      operationId = "listResponses",
      summary = "List a survey's responses",
      description =
          "Exactly as they were given, oldest first; enough for a recount of any score that uses no"
              + " segment.")
  @APIResponse(responseCode = "400", description = "INVALID_CURSOR: take nextCursor as it came.")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  @APIResponse(responseCode = "200", description = "A page of responses.")
  public Uni<CursorPage<ResponseView>> list(
      @QueryParam("survey")
          @Parameter(
              required = true,
              description = "Id of the survey.",
              example = "01937a5e-6b1c-7c3e-9d55-0f6a3b8c2d10")
          @Nullable String survey,
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before.")
          @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("100")
          @Min(1)
          @Max(500)
          @Parameter(description = "Responses in a page.")
          int limit) {
    UUID surveyId = surveyIdOf(survey);
    UUID after = cursor == null ? null : Cursor.id(cursor);
    return versions
        .requireSurvey(surveyId)
        .chain(() -> responses.list(surveyId, after, limit + 1))
        .map(found -> page(found, limit));
  }

  private static CursorPage<ResponseView> page(List<ResponseView> found, int limit) {
    boolean more = found.size() > limit;
    List<ResponseView> shown = more ? found.subList(0, limit) : found;
    return new CursorPage<>(
        shown, more ? Cursor.encode(shown.get(limit - 1).id().toString()) : null);
  }

  private static UUID surveyIdOf(@Nullable String survey) {
    if (survey == null) {
      throw Problem.of(CommonProblem.INVALID, "Say whose responses: add ?survey= with its id.");
    }
    try {
      return UUID.fromString(survey);
    } catch (IllegalArgumentException notAnId) {
      throw unknown(survey);
    }
  }

  private static Problem unknown(String survey) {
    return Problem.of(
        SurveyProblem.UNKNOWN_SURVEY,
        "There is no survey %s; GET /v1/surveys lists those that exist.".formatted(survey));
  }
}
