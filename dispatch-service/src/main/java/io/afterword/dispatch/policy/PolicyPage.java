package io.afterword.dispatch.policy;

import io.afterword.dispatch.decision.Policy;
import io.afterword.platform.http.ETags;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** The staff's list of policies, each spoken as a sentence, with a switch. */
@Path("/policies")
class PolicyPage {
  private final Policies policies;
  private final PolicyService service;
  private final Pool pool;

  PolicyPage(Policies policies, PolicyService service, Pool pool) {
    this.policies = policies;
    this.service = service;
    this.pool = pool;
  }

  /** The page's templates. */
  @CheckedTemplate(basePath = "policies")
  static class Templates {
    static native TemplateInstance list(List<Line> lines, String floor, boolean mayChange);
  }

  /** One policy in words. */
  record Line(
      String id,
      long version,
      String name,
      String survey,
      String metric,
      boolean enabled,
      String sentence) {

    static Line of(Policy policy) {
      return new Line(
          policy.id().toString(),
          policy.version(),
          policy.terms().name(),
          policy.survey().name(),
          policy.survey().metric().name(),
          policy.enabled(),
          PolicySentence.of(policy.terms()));
    }
  }

  @GET
  @RolesAllowed("policies:read")
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(@Context SecurityContext visitor) {
    boolean mayChange = visitor.isUserInRole("policies:write");
    return policies
        .all(pool)
        .map(
            all ->
                Templates.list(
                    all.stream().map(Line::of).toList(),
                    Durations.inWords(policies.workspace().floor()),
                    mayChange));
  }

  /** Paused: nothing more is decided, and what waits does not go out. */
  @POST
  @Path("{id}/pause")
  @RolesAllowed("policies:write")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> pause(
      @PathParam("id") UUID id, @FormParam("version") long version) {
    return switchTo(id, version, false);
  }

  @POST
  @Path("{id}/resume")
  @RolesAllowed("policies:write")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> resume(
      @PathParam("id") UUID id, @FormParam("version") long version) {
    return switchTo(id, version, true);
  }

  /** Whoever looks at an older list is told, instead of undoing what somebody else did. */
  private Uni<RestResponse<Void>> switchTo(UUID id, long version, boolean enabled) {
    return service
        .switchTo(id, ETags.of(version), enabled)
        .map(done -> RestResponse.seeOther(URI.create("/policies")));
  }
}
