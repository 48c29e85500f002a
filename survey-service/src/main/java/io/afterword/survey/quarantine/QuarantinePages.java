package io.afterword.survey.quarantine;

import io.afterword.platform.http.SeeOther;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
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
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What colleagues see of a survey's quarantine, and decide. */
@Path("/surveys/{id}/quarantine")
class QuarantinePages {

  private static final int LINES = 50;
  private static final int DOMAINS = 20;
  private static final Duration METER = Duration.ofDays(30);

  private final QuarantineService quarantine;
  private final BotMeter meter;
  private final SecurityIdentity reader;
  private final Clock clock;
  private final ZoneId zone;

  QuarantinePages(
      QuarantineService quarantine,
      BotMeter meter,
      SecurityIdentity reader,
      Clock clock,
      @ConfigProperty(name = "afterword.workspace.zone", defaultValue = "UTC") ZoneId zone) {
    this.quarantine = quarantine;
    this.meter = meter;
    this.reader = reader;
    this.clock = clock;
    this.zone = zone;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    private Templates() {}

    static native TemplateInstance quarantine(QuarantinePage page);
  }

  @GET
  @RolesAllowed("responses:read")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(
      @PathParam("id") UUID survey, @QueryParam("cursor") @Nullable String cursor) {
    boolean mayDecide = reader.hasRole("responses:write");
    return quarantine
        .list(survey, cursor, LINES)
        .chain(
            page ->
                meter
                    .since(clock.instant().minus(METER), DOMAINS)
                    .map(
                        domains ->
                            QuarantinePage.of(survey.toString(), page, domains, zone, mayDecide)))
        .map(Templates::quarantine);
  }

  @POST
  @RolesAllowed("responses:write")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> decide(
      @PathParam("id") UUID survey,
      @FormParam("decision") @Nullable String decision,
      @FormParam("response") @Nullable List<UUID> chosen) {
    return quarantine
        .decide(
            survey,
            chosen == null ? List.of() : chosen,
            "release".equals(decision) ? Decision.RELEASED : Decision.REJECTED)
        .replaceWith(() -> SeeOther.to("/surveys/" + survey + "/quarantine"));
  }
}
