package io.afterword.scoring.trend;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.selection.SelectionInDocument;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/charts/{kind}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Charts")
class ChartResource {
  private final ChartService charts;
  private final Workspace workspace;

  ChartResource(ChartService charts, Workspace workspace) {
    this.charts = charts;
    this.workspace = workspace;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getChart",
      summary = "A control chart of a score, with limits and signals",
      description =
          "p and laney: shares per period, limits for each number of answers; read laney when"
              + " laneySigma is above 1.2 or below 0.8. xmr: single values, for means and the NPS."
              + " ewma (lambda 0.2, limits at 3 sigma) and cusum (k 0.5, h 5) see small lasting"
              + " shifts. Centre and limits come from the baseline; name its days, or every new"
              + " answer moves them.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @Parameter(
      name = "kind",
      in = ParameterIn.PATH,
      description = "Which chart",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"p", "laney", "ewma", "cusum", "xmr"}))
  @Parameter(
      name = "granularity",
      in = ParameterIn.QUERY,
      description = "A point per period; day up to 92 days, else week",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"day", "week", "month"}))
  @Parameter(
      name = "baselineFrom",
      in = ParameterIn.QUERY,
      description = "First local day of the baseline; the chart's own days when not given",
      schema = @Schema(type = SchemaType.STRING, format = "date"),
      example = "2026-05-01")
  @Parameter(
      name = "baselineTo",
      in = ParameterIn.QUERY,
      description = "First local day after it",
      schema = @Schema(type = SchemaType.STRING, format = "date"),
      example = "2026-11-01")
  @APIResponse(responseCode = "200", description = "The chart")
  @APIResponse(responseCode = "400", description = "UNKNOWN_GRANULARITY")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHART")
  @APIResponse(
      responseCode = "409",
      description = "WRONG_METRIC: p and laney need a share of answers")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS, TOO_MANY_POINTS")
  public Uni<Chart> chart(@PathParam("kind") String kind, @Context UriInfo uri) {
    return charts.answer(
        ChartQuestion.read(
            kind(kind),
            Parameters.of(uri.getQueryParameters(), ChartQuestion.PARAMETERS),
            workspace.calendar()));
  }

  private static ChartKind kind(String path) {
    List<ChartKind> kinds = Arrays.asList(ChartKind.values());
    return kinds.stream()
        .filter(kind -> kind.path().equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                    ScoringProblem.UNKNOWN_CHART,
                    "there is no chart '%s'; there are %s"
                        .formatted(path, kinds.stream().map(ChartKind::path).toList())));
  }
}
