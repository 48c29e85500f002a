package io.afterword.scoring.drilldown;

import io.afterword.platform.http.CursorPage;
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

@Path("/v1/scores/answers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scores")
class AnswerResource {
  private final AnswerList answers;
  private final Workspace workspace;

  AnswerResource(AnswerList answers, Workspace workspace) {
    this.answers = answers;
    this.workspace = workspace;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "listAnswers",
      summary = "The answers behind a score, newest first, with their conversations",
      description =
          "Takes the parameters of the score, so that every bar, cell and member has its answers:"
              + " add rating for a bar of the distribution, hourOfWeek for a cell of the heat map."
              + " A page may hold fewer answers than the limit, even none, where a filter leaves"
              + " out most of what was read; go on while there is a nextCursor. Single answers of"
              + " surveys that promised anonymity are not shown.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @Parameter(
      name = "rating",
      in = ParameterIn.QUERY,
      description = "Only answers with this rating; may be repeated",
      schema = @Schema(type = SchemaType.ARRAY, implementation = Integer.class),
      example = "[1, 2]")
  @Parameter(
      name = "hourOfWeek",
      in = ParameterIn.QUERY,
      description =
          "Only answers about interactions of this hour, 0 (Monday 0:00) to 167; may be repeated",
      schema = @Schema(type = SchemaType.ARRAY, implementation = Integer.class),
      example = "[33, 34]")
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "The nextCursor of the previous page",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "Answers on one page",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
  @APIResponse(responseCode = "200", description = "One page")
  @APIResponse(responseCode = "400", description = "BAD_NUMBER, INVALID_CURSOR")
  @APIResponse(responseCode = "404", description = "")
  @APIResponse(responseCode = "409", description = "")
  public Uni<CursorPage<CountedAnswer>> answers(@Context UriInfo uri) {
    return answers.page(
        AnswerQuestion.read(
            Parameters.of(uri.getQueryParameters(), AnswerQuestion.PARAMETERS),
            workspace.calendar()));
  }
}
