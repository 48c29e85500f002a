package io.afterword.scoring.driver;

import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.selection.Selection;
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

@Path("/v1/drivers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Drivers")
class DriverResource {
  private final DriverService drivers;
  private final Workspace workspace;

  DriverResource(DriverService drivers, Workspace workspace) {
    this.drivers = drivers;
    this.workspace = workspace;
  }

  @GET
  @RolesAllowed("scores:read")
  @Operation(
      operationId = "getDrivers",
      summary = "What goes together with a score, and how much each driver accounts for",
      description =
          "Standardised weights beside each other, and each driver's part of what all of them"
              + " explain, averaged over every order of the drivers. An NPS is made up of small"
              + " pieces: with CSAT or CES among the drivers, each contact's newest rating is held"
              + " against the mean of that contact's ratings and facts in the period. Looks at the"
              + " newest 20,000 answers or contacts, since the day rowsFrom, and uses those that are"
              + " complete; times enter as their logarithm.",
      extensions = @Extension(name = SelectionInDocument.MARK, value = "true"))
  @Parameter(
      name = "drivers",
      in = ParameterIn.QUERY,
      description =
          "Up to eight, separated by commas: CSAT, CES, firstResponseSeconds, resolutionSeconds,"
              + " replies, transfers, reopenings, channelSwitches, repeatedQuestions, question:<id>"
              + " of the same survey. All facts by default; for an NPS also CSAT and CES.",
      schema = @Schema(type = SchemaType.STRING),
      example = "CSAT,CES,firstResponseSeconds,transfers")
  @APIResponse(responseCode = "200", description = "The drivers")
  @APIResponse(responseCode = "400", description = "UNKNOWN_FACT")
  @APIResponse(responseCode = "404", description = "")
  @APIResponse(responseCode = "409", description = "WRONG_METRIC: a metric as a driver of itself")
  @APIResponse(responseCode = "422", description = "TOO_MANY_ANSWERS")
  public Uni<Drivers> drivers(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri.getQueryParameters(), DriverQuestion.PARAMETERS);
    Selection selection = Selection.read(parameters, workspace.calendar());
    return DriverQuestion.named(parameters, selection)
        .map(drivers::answer)
        .orElseGet(() -> drivers.usual(selection));
  }
}
