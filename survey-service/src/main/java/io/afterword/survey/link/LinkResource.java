package io.afterword.survey.link;

import io.afterword.platform.problem.Problem;
import io.afterword.survey.problem.SurveyProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/links")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Links")
class LinkResource {

  private final LinkService links;

  LinkResource(LinkService links) {
    this.links = links;
  }

  @POST
  @RolesAllowed("links:write")
  @Operation(
      operationId = "createLinks",
      summary = "Give invitations their links",
      description =
          "Up to 500 in a call. An invitation has one link: asking again gives the same address"
              + " with the version and the context it was made with, whatever the request says now."
              + " A new link takes the newest published version. An invitation that gets no link"
              + " carries its problem and does not fail the others.")
  @APIResponse(
      responseCode = "422",
      description =
          "EMPTY_BATCH, TOO_MANY_INVITATIONS (over 500) or INVALID, with every fault in errors.")
  @APIResponse(
      responseCode = "200",
      description = "A link or a problem per invitation, in the order of the request.")
  public Uni<CreateLinksReply> create(@Valid @NotNull CreateLinksRequest request) {
    int size = request.invitations().size();
    if (size == 0) {
      throw Problem.of(SurveyProblem.EMPTY_BATCH, "Send at least one invitation.")
          .at("/invitations", "EMPTY_BATCH", "There is none.");
    }
    if (size > CreateLinksRequest.MOST) {
      throw Problem.of(
              SurveyProblem.TOO_MANY_INVITATIONS,
              "Send at most %d invitations in a call, there are %d."
                  .formatted(CreateLinksRequest.MOST, size))
          .at("/invitations", "TOO_MANY_INVITATIONS", "There are %d.".formatted(size));
    }
    return links.create(request.invitations());
  }
}
