package io.afterword.scoring.beside;

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
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/scores/side-by-side")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scores")
class SideBySideResource {
  private final SideBySideService sides;
  private final Workspace workspace;

  SideBySideResource(SideBySideService sides, Workspace workspace) {
    this.sides = sides;
    this.workspace = workspace;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getSideBySide",
      summary = "CSAT, NPS and CES of the same days or people beside each other, never merged",
      description =
          "A line per survey and trigger, each with its own answers and interval; ratings in"
              + " signatures are lines of their own. Surveys that agree in scale, polarity and"
              + " trigger make a further line together. Without survey or surveys the first twelve"
              + " that are in use are shown. people=SAME counts the answers of contacts only who"
              + " rated every metric that is there; it reads the answers themselves, at most"
              + " 200,000 of them.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @Parameter(
      name = "people",
      in = ParameterIn.QUERY,
      description = "Whose answers are counted",
      schema = @Schema(implementation = SideBySide.People.class, defaultValue = "ALL"),
      example = "SAME")
  @APIResponse(responseCode = "200", description = "The lines")
  @APIResponse(responseCode = "400", description = "UNKNOWN_PEOPLE")
  @APIResponse(responseCode = "404", description = "")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS")
  public Uni<SideBySide> sideBySide(@Context UriInfo uri) {
    return sides.answer(
        SideBySideQuestion.read(
            Parameters.of(uri.getQueryParameters(), SideBySideQuestion.PARAMETERS),
            workspace.calendar()));
  }
}
