package io.afterword.scoring.coverage;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far the answers of a survey reach. */
@Path("/v1/response-rates/coverage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Response rates")
class CoverageResource {
  private static final Set<String> PARAMETERS = Set.of("survey", "from", "to", "zone", "groupBy");

  private final CoverageService coverage;
  private final Workspace workspace;

  CoverageResource(CoverageService coverage, Workspace workspace) {
    this.coverage = coverage;
    this.workspace = workspace;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getCoverage",
      summary = "Who was asked and who never was",
      description =
          "Every decision of dispatch-service about this survey, counted by its local day: what its"
              + " policies are about, how much of it was asked, and why the rest never was. Counts"
              + " come once an hour. Who was asked and did not answer is in the response rates.")
  @Parameter(
      name = "survey",
      in = ParameterIn.QUERY,
      required = true,
      description = "Survey id",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = "First local day; 30 days before the end by default",
      schema = @Schema(type = SchemaType.STRING, format = "date"),
      example = "2026-11-01")
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = "First local day after the period; tomorrow by default",
      schema = @Schema(type = SchemaType.STRING, format = "date"),
      example = "2026-12-01")
  @Parameter(
      name = "zone",
      in = ParameterIn.QUERY,
      description = "May only name the workspace's zone; any other is refused",
      schema = @Schema(type = SchemaType.STRING),
      example = "Europe/Oslo")
  @Parameter(
      name = "groupBy",
      in = ParameterIn.QUERY,
      description = "One group per member of this segment",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"channel", "agent", "team", "locale"}))
  @APIResponse(
      responseCode = "200",
      description = "The coverage",
      content = @Content(schema = @Schema(implementation = CoverageView.class)))
  @APIResponse(
      responseCode = "400",
      description = "UNKNOWN_PARAMETER, MISSING_PARAMETER, BAD_PERIOD, OTHER_ZONE, UNKNOWN_SEGMENT")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY")
  public Uni<CoverageView> coverage(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri.getQueryParameters(), PARAMETERS);
    Calendar calendar = workspace.calendar();
    calendar.require(parameters.text("zone"));
    UUID survey = parameters.survey();
    if (survey == null) {
      throw Problem.of(
          ScoringProblem.MISSING_PARAMETER, "survey is missing: coverage belongs to a survey");
    }
    return coverage.answer(
        survey,
        calendar.days(parameters.text("from"), parameters.text("to")),
        parameters.text("groupBy"));
  }
}
