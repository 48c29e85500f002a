package io.afterword.scoring.score;

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

@Path("/v1/scores")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scores")
class ScoreResource {
  private final ScoreService scores;
  private final Workspace workspace;

  ScoreResource(ScoreService scores, Workspace workspace) {
    this.scores = scores;
    this.workspace = workspace;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getScores",
      summary = "Scores with their number of answers, interval and distribution",
      description =
          "Counted from raw ratings and exact at once: an answer is in the score as soon as it was"
              + " taken over. Days are local days of the workspace's zone on which an answer was"
              + " first given; an edit stays on that day.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @Parameter(
      name = "groupBy",
      in = ParameterIn.QUERY,
      description =
          "Up to three of channel, agent, team, locale, trigger, kind, stage, surface, or a"
              + " declared fact such as facts.plan, separated by commas. Several read the answers"
              + " themselves and are limited to 200,000 of them.",
      schema = @Schema(type = SchemaType.STRING),
      example = "channel")
  @Parameter(
      name = "granularity",
      in = ParameterIn.QUERY,
      description =
          "One group per period, or per hour of the week in which the interaction happened; weeks"
              + " begin on Monday",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"hourOfWeek", "day", "week", "month"}))
  @Parameter(
      name = "interval",
      in = ParameterIn.QUERY,
      description =
          "How the interval of the score is computed. Shares: WILSON (usual), AGRESTI_COULL,"
              + " JEFFREYS, CLOPPER_PEARSON. NPS: ADJUSTED_WALD (usual from ten answers), SCORE"
              + " (usual below). Means: T.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {
                "WILSON",
                "AGRESTI_COULL",
                "JEFFREYS",
                "CLOPPER_PEARSON",
                "ADJUSTED_WALD",
                "SCORE",
                "T"
              }))
  @APIResponse(responseCode = "200", description = "The scores")
  @APIResponse(responseCode = "400", description = "BAD_INTERVAL, UNKNOWN_GRANULARITY")
  @APIResponse(responseCode = "404", description = "")
  @APIResponse(
      responseCode = "409",
      description =
          "DIFFERENT_SCALE: these answers make no common score; scales or triggers names what"
              + " differs")
  @APIResponse(
      responseCode = "422",
      description = "TOO_MANY_ANSWERS, TOO_MANY_POINTS: limit says how many are allowed")
  public Uni<Scores> scores(@Context UriInfo uri) {
    return scores.answer(
        ScoreQuestion.read(
            Parameters.of(uri.getQueryParameters(), ScoreQuestion.PARAMETERS),
            workspace.calendar()));
  }
}
