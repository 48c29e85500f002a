package io.afterword.survey.survey;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What colleagues see of a survey's languages. */
@Path("/surveys/{id}/languages")
class LanguagePages {

  private final SurveyService surveys;

  LanguagePages(SurveyService surveys) {
    this.surveys = surveys;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    private Templates() {}

    static native TemplateInstance languages(LanguagesPage page);
  }

  @GET
  @RolesAllowed("surveys:read")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<TemplateInstance> languages(@PathParam("id") UUID id) {
    return surveys
        .get(id)
        .map(survey -> Templates.languages(LanguagesPage.of(survey.definition())));
  }
}
