package io.afterword.survey.survey;

import io.afterword.platform.http.SeeOther;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneId;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The staff's pages: what is there, a new one from a template, publish, archive. */
@Path("/")
class SurveyPages {

  private static final int LINES = 50;

  private final SurveyService surveys;
  private final ZoneId zone;

  SurveyPages(
      SurveyService surveys,
      @ConfigProperty(name = "afterword.workspace.zone", defaultValue = "UTC") ZoneId zone) {
    this.surveys = surveys;
    this.zone = zone;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    private Templates() {}

    static native TemplateInstance surveys(SurveysPage page);
  }

  /** The product's front door: whoever is not signed in is sent on from there. */
  @GET
  @PermitAll
  @Operation(hidden = true)
  public RestResponse<Void> home() {
    return SeeOther.to("/surveys");
  }

  @GET
  @Path("surveys")
  @RolesAllowed("surveys:read")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(@QueryParam("cursor") @Nullable String cursor) {
    return surveys
        .list(null, cursor, LINES)
        .map(page -> Templates.surveys(SurveysPage.of(page, zone)));
  }

  @POST
  @Path("surveys")
  @RolesAllowed("surveys:write")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> create(
      @FormParam("template") @Nullable String template, @FormParam("name") @Nullable String name) {
    CreateSurveyRequest request =
        new CreateSurveyRequest(
            template == null ? "" : template,
            null,
            null,
            name == null || name.isBlank() ? null : name.strip(),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return Panache.withTransaction(
            () ->
                Panache.getSession()
                    .chain(session -> surveys.create(session, request.definition())))
        .replaceWith(SeeOther.to("/surveys"));
  }

  @POST
  @Path("surveys/{id}/publish")
  @RolesAllowed("surveys:write")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> publish(@PathParam("id") UUID id) {
    return surveys.publish(id).replaceWith(SeeOther.to("/surveys"));
  }

  @POST
  @Path("surveys/{id}/archive")
  @RolesAllowed("surveys:write")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> archive(@PathParam("id") UUID id) {
    return surveys.archive(id).replaceWith(SeeOther.to("/surveys"));
  }
}
