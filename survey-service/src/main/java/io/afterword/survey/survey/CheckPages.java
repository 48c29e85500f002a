package io.afterword.survey.survey;

import io.afterword.survey.check.Finding;
import io.afterword.survey.check.SurveyCheck;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What colleagues see of what could be asked better. */
@Path("/surveys/{id}/check")
class CheckPages {

  private final SurveyService surveys;

  CheckPages(SurveyService surveys) {
    this.surveys = surveys;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    private Templates() {}

    static native TemplateInstance check(String name, List<Finding> findings);
  }

  @GET
  @RolesAllowed("surveys:read")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<TemplateInstance> check(@PathParam("id") UUID id) {
    return surveys
        .get(id)
        .map(Survey::definition)
        .map(draft -> Templates.check(draft.name(), SurveyCheck.of(draft, null)));
  }
}
