package io.afterword.dispatch.merge;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.platform.http.SeeOther;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Takes the forms of a person's page; does what the API does. */
@Path("/people/{id}/merges")
class MergePage {
  private final Merging merging;

  MergePage(Merging merging) {
    this.merging = merging;
  }

  @POST
  @RolesAllowed("contacts:write")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> merge(
      @PathParam("id") UUID id, @FormParam("other") @Nullable String other) {
    return merging.merge(id, contact(other)).map(merge -> back(id));
  }

  @POST
  @Path("{merge}/undo")
  @RolesAllowed("contacts:write")
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> undo(@PathParam("id") UUID id, @PathParam("merge") UUID merge) {
    return merging.undo(id, merge).map(done -> back(id));
  }

  private static UUID contact(@Nullable String text) {
    try {
      return UUID.fromString(text == null ? "" : text.strip());
    } catch (IllegalArgumentException noId) {
      throw Problem.of(
          DispatchProblem.UNKNOWN_VALUE,
          "That is no contact's id; it is in the address of its page.");
    }
  }

  private static RestResponse<Void> back(UUID id) {
    return SeeOther.to("/people/" + id);
  }
}
