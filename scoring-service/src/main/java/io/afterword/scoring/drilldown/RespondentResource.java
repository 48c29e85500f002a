package io.afterword.scoring.drilldown;

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
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/scores/respondents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scores")
class RespondentResource {
  private static final Set<String> PARAMETERS = SelectionParameter.and();

  private final RespondentService respondents;
  private final Workspace workspace;

  RespondentResource(RespondentService respondents, Workspace workspace) {
    this.respondents = respondents;
    this.workspace = workspace;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getRespondents",
      summary = "How many people are behind a score, and what that does to its interval",
      description =
          "One customer who answers six times is not six customers. Where contacts answer"
              + " repeatedly the usual interval is too narrow; here it is made from the effective"
              + " number of answers. Of an NPS the promoters are counted, of a CES the easy"
              + " answers. Reads the answers themselves, at most 200,000 of them.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @APIResponse(responseCode = "200", description = "The people and the interval")
  @APIResponse(responseCode = "400", description = "")
  @APIResponse(responseCode = "404", description = "")
  @APIResponse(
      responseCode = "409",
      description = "WRONG_METRIC: the scale does not say which answers are good")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS")
  public Uni<Respondents> respondents(@Context UriInfo uri) {
    return respondents.answer(
        Selection.read(Parameters.of(uri.getQueryParameters(), PARAMETERS), workspace.calendar()));
  }
}
