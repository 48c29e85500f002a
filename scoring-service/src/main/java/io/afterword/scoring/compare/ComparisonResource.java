package io.afterword.scoring.compare;

import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.selection.SelectionInDocument;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/comparisons")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Comparisons")
class ComparisonResource {
  private final ComparisonService comparisons;
  private final Workspace workspace;

  ComparisonResource(ComparisonService comparisons, Workspace workspace) {
    this.comparisons = comparisons;
    this.workspace = workspace;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getComparison",
      summary = "Two periods, segments or surveys against each other",
      description =
          "The first side is chosen as for scores; what is not said of the second is as in the"
              + " first. Where nothing is said of it, it is the period before: as many days, right"
              + " before. The difference is first minus second, with interval, test and a verdict"
              + " in words. A test that is repeated every day is not a test at five percent: watch"
              + " a chart instead.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @Parameter(
      name = "against",
      in = ParameterIn.QUERY,
      description = "The second side's member of a segment, such as channel:CHAT; may be repeated",
      schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
      example = "[\"channel:CHAT\"]")
  @Parameter(
      name = "againstFrom",
      in = ParameterIn.QUERY,
      description = "The second side's first local day",
      schema = @Schema(type = SchemaType.STRING, format = "date"),
      example = "2026-10-01")
  @Parameter(
      name = "againstTo",
      in = ParameterIn.QUERY,
      description =
          "The first local day after the second side's period; as long as the first side's by"
              + " default",
      schema = @Schema(type = SchemaType.STRING, format = "date"),
      example = "2026-11-01")
  @Parameter(
      name = "againstSurvey",
      in = ParameterIn.QUERY,
      description = "The second side's survey, on the same scale",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @APIResponse(responseCode = "200", description = "The comparison")
  @APIResponse(
      responseCode = "400",
      description = "BAD_PERIOD also when both sides count the same answers")
  @APIResponse(responseCode = "404", description = "")
  @APIResponse(responseCode = "409", description = "")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS")
  public Uni<Comparison> comparison(@Context UriInfo uri) {
    return comparisons.answer(
        ComparisonQuestion.read(
            Parameters.of(uri.getQueryParameters(), ComparisonQuestion.PARAMETERS),
            workspace.calendar()));
  }
}
