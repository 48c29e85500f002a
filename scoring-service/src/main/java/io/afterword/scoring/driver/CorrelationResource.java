package io.afterword.scoring.driver;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.segment.NumberFact;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.SelectionInDocument;
import io.afterword.scoring.selection.SelectionParameter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/correlations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Correlations")
class CorrelationResource {
  private static final Set<String> PARAMETERS = SelectionParameter.and("fact");
  private static final Set<String> LEAD_PARAMETERS =
      SelectionParameter.and("followerSurvey", "followerMetric", "granularity", "most");

  private static final Set<String> OUTSIDE_PARAMETERS =
      SelectionParameter.and("series", "granularity");

  private final CorrelationService correlations;
  private final LeadLagService leads;
  private final OutsideCorrelationService outside;
  private final Workspace workspace;

  CorrelationResource(
      CorrelationService correlations,
      LeadLagService leads,
      OutsideCorrelationService outside,
      Workspace workspace) {
    this.correlations = correlations;
    this.leads = leads;
    this.outside = outside;
    this.workspace = workspace;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getCorrelations",
      summary = "Which facts of interactions go together with their ratings",
      description =
          "Spearman's coefficient of the ranks, and Pearson's with the logarithm of the fact, each"
              + " with interval and p-value, corrected for the number of facts; beside it the score"
              + " by bands of the fact. Reads the answers themselves, at most 200,000 of them.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @Parameter(
      name = "fact",
      in = ParameterIn.QUERY,
      description =
          "One of firstResponseSeconds, resolutionSeconds, replies, transfers, reopenings,"
              + " channelSwitches, repeatedQuestions; may be repeated; all of them by default",
      schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
      example = "[\"firstResponseSeconds\"]")
  @APIResponse(responseCode = "200", description = "The correlations")
  @APIResponse(responseCode = "400", description = "UNKNOWN_FACT")
  @APIResponse(responseCode = "404", description = "")
  @APIResponse(responseCode = "409", description = "")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS")
  public Uni<Correlations> correlations(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri.getQueryParameters(), PARAMETERS);
    return correlations.answer(
        Selection.read(parameters, workspace.calendar()), facts(parameters.all("fact")));
  }

  @GET
  @Path("lead-lag")
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getLeadLag",
      summary = "Whether one score moves before another, such as CSAT before NPS",
      description =
          "The changes of both scores from period to period, correlated at every lag; a lag above 0"
              + " means that the first score leads. Exploratory: neighbouring periods are not"
              + " independent.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @Parameter(
      name = "followerSurvey",
      in = ParameterIn.QUERY,
      description = "Survey of the second score",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(
      name = "followerMetric",
      in = ParameterIn.QUERY,
      description = "Metric of the second score; NPS when no survey is named",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"CSAT", "NPS", "CES"}))
  @Parameter(
      name = "granularity",
      in = ParameterIn.QUERY,
      description = "What a period is",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"week", "month"},
              defaultValue = "week"))
  @Parameter(
      name = "most",
      in = ParameterIn.QUERY,
      description = "The largest lag to try, in periods",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "26", defaultValue = "8"))
  @APIResponse(responseCode = "200", description = "The coefficient at every lag")
  @APIResponse(responseCode = "400", description = "UNKNOWN_GRANULARITY, BAD_NUMBER")
  @APIResponse(responseCode = "404", description = "")
  @APIResponse(responseCode = "409", description = "")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS")
  public Uni<LeadLags> leadLag(@Context UriInfo uri) {
    return leads.answer(
        LeadLagQuestion.read(
            Parameters.of(uri.getQueryParameters(), LEAD_PARAMETERS), workspace.calendar()));
  }

  @GET
  @Path("outside")
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getOutsideCorrelation",
      summary = "A score beside an uploaded series, such as CSAT beside retention",
      description =
          "Period by period, those only that have both. A period's value is the mean of its days"
              + " that have one. Beside the coefficients of the values stand those of the changes,"
              + " at lags of up to eight periods.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @Parameter(
      name = "series",
      in = ParameterIn.QUERY,
      required = true,
      description = "Name of an uploaded series",
      schema = @Schema(type = SchemaType.STRING),
      example = "retention")
  @Parameter(
      name = "granularity",
      in = ParameterIn.QUERY,
      description = "What a period is",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"week", "month"},
              defaultValue = "week"))
  @APIResponse(responseCode = "200", description = "The correlation, with its points")
  @APIResponse(responseCode = "400", description = "UNKNOWN_GRANULARITY")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SERIES")
  @APIResponse(responseCode = "409", description = "")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS")
  public Uni<OutsideCorrelation> outside(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri.getQueryParameters(), OUTSIDE_PARAMETERS);
    String series = parameters.text("series");
    if (series == null) {
      throw Problem.of(
          ScoringProblem.MISSING_PARAMETER, "series is missing: the name of an uploaded series");
    }
    return outside.answer(
        Selection.read(parameters, workspace.calendar()),
        series,
        LeadLagQuestion.grain(parameters.text("granularity")));
  }

  private static List<NumberFact> facts(List<String> names) {
    return names.isEmpty()
        ? List.of(NumberFact.values())
        : names.stream().distinct().map(CorrelationResource::fact).toList();
  }

  private static NumberFact fact(String name) {
    return NumberFact.named(name)
        .orElseThrow(
            () ->
                Problem.of(
                    ScoringProblem.UNKNOWN_FACT,
                    "there is no fact '%s' that is kept as a number; there are %s"
                        .formatted(
                            name,
                            Arrays.stream(NumberFact.values())
                                .map(NumberFact::reserved)
                                .toList())));
  }
}
