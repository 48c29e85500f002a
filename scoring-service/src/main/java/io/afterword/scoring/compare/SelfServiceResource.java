package io.afterword.scoring.compare;

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

@Path("/v1/comparisons/self-service")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Comparisons")
class SelfServiceResource {
  private static final Set<String> PARAMETERS = SelectionParameter.and();

  private final SelfService selfService;
  private final Workspace workspace;

  SelfServiceResource(SelfService selfService, Workspace workspace) {
    this.selfService = selfService;
    this.workspace = workspace;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getSelfServiceComparison",
      summary = "Contacts with articles and bots against contacts with people",
      description =
          "The first side is self-service (interactions of kind SELF_SERVICE and CHATBOT), the"
              + " second is people (SUPPORT, SALES, SUCCESS), of the same surveys and days."
              + " WORSE says that self-service costs customers more than it saves them. CES of all"
              + " surveys when neither survey, surveys nor metric is named.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @APIResponse(responseCode = "200", description = "The comparison")
  @APIResponse(responseCode = "400", description = "")
  @APIResponse(responseCode = "404", description = "")
  @APIResponse(responseCode = "409", description = "")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS")
  public Uni<Comparison> selfService(@Context UriInfo uri) {
    return selfService.answer(
        Selection.read(Parameters.of(uri.getQueryParameters(), PARAMETERS), workspace.calendar()));
  }
}
