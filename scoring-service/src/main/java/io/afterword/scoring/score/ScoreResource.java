package io.afterword.scoring.score;

import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.Workspace;
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
          "Counted from raw ratings and exact at once: an answer is in the score as soon as it was taken over. Days are local days of the workspace's zone on which an answer was first given; an edit stays on that day.")
  @Parameter(
      name = "survey",
      in = ParameterIn.QUERY,
      description =
          "Survey id. Without it all surveys of the metric are counted together, as far as scale, polarity and trigger agree.",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(
      name = "question",
      in = ParameterIn.QUERY,
      description = "Question id within the survey; the scored question by default",
      schema = @Schema(type = SchemaType.STRING),
      example = "q1")
  @Parameter(
      name = "metric",
      in = ParameterIn.QUERY,
      description = "Picks the questions; CSAT when no survey is named",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"CSAT", "NPS", "CES"}))
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
      description =
          "One of channel, agent, team, locale, trigger, kind, stage, surface, or a declared fact such as facts.plan",
      schema = @Schema(type = SchemaType.STRING),
      example = "channel")
  @Parameter(
      name = "granularity",
      in = ParameterIn.QUERY,
      description = "One group per period; weeks begin on Monday",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"day", "week", "month"}))
  @Parameter(
      name = "filter",
      in = ParameterIn.QUERY,
      description =
          "A segment and its value. Filters of several segments, or one beside another groupBy, read the answers themselves and are limited to 200,000 of them.",
      schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
      example = "[\"channel:EMAIL\"]")
  @Parameter(
      name = "confidence",
      in = ParameterIn.QUERY,
      description = "Level of the intervals, 0.5 to 0.9999",
      schema = @Schema(type = SchemaType.NUMBER, defaultValue = "0.95"))
  @APIResponse(responseCode = "200", description = "The scores")
  @APIResponse(
      responseCode = "400",
      description =
          "UNKNOWN_PARAMETER, MISSING_PARAMETER, BAD_PERIOD, OTHER_ZONE, BAD_CONFIDENCE, BAD_FILTER, UNKNOWN_METRIC, UNKNOWN_SEGMENT, UNKNOWN_GRANULARITY")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SURVEY, UNKNOWN_QUESTION")
  @APIResponse(
      responseCode = "409",
      description =
          "DIFFERENT_SCALE: these answers make no common score; scales or triggers names what differs")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS")
  public Uni<Scores> scores(@Context UriInfo uri) {
    return scores.answer(
        ScoreQuestion.read(
            Parameters.of(uri.getQueryParameters(), ScoreQuestion.PARAMETERS),
            workspace.calendar()));
  }
}
