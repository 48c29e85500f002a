package io.afterword.survey.template;

import io.afterword.platform.http.CursorPage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Surveys")
class TemplateResource {

  @GET
  @RolesAllowed("surveys:read")
  @Operation(
      operationId = "listTemplates",
      summary = "List the built-in templates",
      description = "Each is a survey that can be created, published and sent as it is.")
  public CursorPage<TemplateView> list() {
    return new CursorPage<>(Stream.of(Template.values()).map(TemplateView::of).toList(), null);
  }
}
