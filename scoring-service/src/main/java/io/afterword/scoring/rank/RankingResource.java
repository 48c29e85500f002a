package io.afterword.scoring.rank;

import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.Workspace;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/rankings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rankings")
class RankingResource {
  private static final Set<String> PARAMETERS = SelectionParameter.and("groupBy", "leastAnswers");
  private static final String USUAL_SEGMENT = "agent";
  private static final int USUAL_LEAST = 5;
  private static final int MOST_LEAST = 10_000;

  private static final Set<String> STANDOUT_PARAMETERS = SelectionParameter.and("leastAnswers");

  private final RankingService rankings;
  private final StandoutService standouts;
  private final Workspace workspace;

  RankingResource(RankingService rankings, StandoutService standouts, Workspace workspace) {
    this.rankings = rankings;
    this.standouts = standouts;
    this.workspace = workspace;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getRanking",
      summary = "The members of a segment, best first, without a league table of luck",
      description =
          "Members are ordered by their shrunken share: few answers stay near the share of all,"
              + " many speak for themselves. Each is tested against all others together, corrected"
              + " for their number; best and worst are those that stand out after that. The limits"
              + " of alert and alarm are exact for each member's number of answers. What sets"
              + " members apart (their channel, their kind of questions) is usually a larger cause"
              + " than they are.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @Parameter(
      name = "groupBy",
      in = ParameterIn.QUERY,
      description = "The segment whose members are ranked",
      schema = @Schema(type = SchemaType.STRING, defaultValue = USUAL_SEGMENT),
      example = "agent")
  @Parameter(
      name = "leastAnswers",
      in = ParameterIn.QUERY,
      description = "Members with fewer answers are listed apart and never ranked",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000", defaultValue = "5"))
  @APIResponse(responseCode = "200", description = "The ranking")
  @APIResponse(responseCode = "400", description = "BAD_NUMBER")
  @APIResponse(responseCode = "404", description = "")
  @APIResponse(
      responseCode = "409",
      description = "WRONG_METRIC: the scale does not say which answers are good")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS, TOO_MANY_POINTS")
  public Uni<Rankings> ranking(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri.getQueryParameters(), PARAMETERS);
    String groupBy = parameters.text("groupBy");
    return rankings.answer(
        Selection.read(parameters, workspace.calendar()),
        groupBy == null ? USUAL_SEGMENT : groupBy,
        parameters.number("leastAnswers", 1, USUAL_LEAST, MOST_LEAST));
  }

  @GET
  @Path("best-and-worst")
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getBestAndWorst",
      summary = "Strengths and weaknesses: what stands out among the members of all segments",
      description =
          "Every member of every segment that is not filtered by is tested against all others of"
              + " its segment together; best and worst are those that stand out after correction"
              + " for all members that were tested.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @Parameter(
      name = "leastAnswers",
      in = ParameterIn.QUERY,
      description = "Members with fewer answers are not tested",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000", defaultValue = "5"))
  @APIResponse(responseCode = "200", description = "What stands out")
  @APIResponse(responseCode = "400", description = "BAD_NUMBER")
  @APIResponse(responseCode = "404", description = "")
  @APIResponse(
      responseCode = "409",
      description = "WRONG_METRIC: the scale does not say which answers are good")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS, TOO_MANY_POINTS")
  public Uni<Standouts> bestAndWorst(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri.getQueryParameters(), STANDOUT_PARAMETERS);
    return standouts.answer(
        Selection.read(parameters, workspace.calendar()),
        parameters.number("leastAnswers", 1, USUAL_LEAST, MOST_LEAST));
  }
}
