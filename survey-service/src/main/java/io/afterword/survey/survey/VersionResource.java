package io.afterword.survey.survey;

import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.problem.Problem;
import io.afterword.survey.problem.SurveyProblem;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/surveys/{id}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Surveys")
class VersionResource {

  private final SurveyService surveys;
  private final PublishedVersions versions;

  VersionResource(SurveyService surveys, PublishedVersions versions) {
    this.surveys = surveys;
    this.versions = versions;
  }

  @GET
  @RolesAllowed("surveys:read")
  @Operation(
      operationId = "listSurveyVersions",
      summary = "List a survey's published versions",
      description = "Newest first, each with whether it began another series.")
  @APIResponse(responseCode = "400", description = "INVALID_CURSOR: take nextCursor as it came.")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY.")
  @APIResponse(responseCode = "200", description = "A page of versions.")
  public Uni<CursorPage<VersionLine>> list(
      @PathParam("id") String id,
      @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before.")
          @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(1)
          @Max(200)
          @Parameter(description = "Versions in a page.")
          int limit) {
    UUID survey = SurveyRepository.idOf(id);
    int before = cursor == null ? Integer.MAX_VALUE : versionOf(cursor);
    return surveys
        .get(survey)
        .chain(() -> versions.list(survey, before, limit + 1))
        .map(found -> page(found, limit));
  }

  @GET
  @Path("/{version}")
  @RolesAllowed("surveys:read")
  @Operation(
      operationId = "getSurveyVersion",
      summary = "Read a published version",
      description = "Versions count from 1 and never change.")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY or UNKNOWN_VERSION.")
  @APIResponse(responseCode = "200", description = "The version.")
  public Uni<VersionView> version(
      @PathParam("id") String id, @PathParam("version") String version) {
    return require(id, version).map(VersionView::of);
  }

  @GET
  @Path("/{version}/changes")
  @RolesAllowed("surveys:read")
  @Operation(
      operationId = "compareSurveyVersions",
      summary = "Compare two versions",
      description =
          "What is different from another version, and whether scores of the two are one series.")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY or UNKNOWN_VERSION.")
  @APIResponse(responseCode = "200", description = "The differences.")
  public Uni<VersionComparison> changes(
      @PathParam("id") String id,
      @PathParam("version") String version,
      @QueryParam("from")
          @Parameter(description = "Version to compare with; the one before when absent.")
          @Nullable String from) {
    String other = from == null ? String.valueOf(numberOf(version) - 1) : from;
    return require(id, other)
        .chain(before -> require(id, version).map(after -> VersionComparison.of(before, after)));
  }

  private Uni<PublishedVersion> require(String id, String version) {
    return versions
        .find(SurveyRepository.idOf(id), numberOf(version))
        .map(found -> found.orElseThrow(() -> unknownVersion(id, version)));
  }

  private static CursorPage<VersionLine> page(List<VersionLine> found, int limit) {
    boolean more = found.size() > limit;
    List<VersionLine> shown = more ? found.subList(0, limit) : found;
    return new CursorPage<>(
        shown, more ? Cursor.encode(String.valueOf(shown.get(limit - 1).version())) : null);
  }

  private static int versionOf(String cursor) {
    try {
      return Integer.parseInt(Cursor.decode(cursor, 1).get(0));
    } catch (NumberFormatException notANumber) {
      throw Cursor.invalid();
    }
  }

  private static int numberOf(String version) {
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  private static Problem unknownVersion(String id, String version) {
    return Problem.of(
        SurveyProblem.UNKNOWN_VERSION,
        "Survey %s has no published version %s; GET /v1/surveys/%s names the newest."
            .formatted(id, version, id));
  }
}
