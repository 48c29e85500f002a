package io.afterword.dispatch.policy;

import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.platform.http.ETags;
import io.afterword.platform.http.SeeOther;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The staff's list of policies, each spoken as a sentence, with a switch. */
@Path("/policies")
class PolicyPage {
  private static final int PAGE = 20;

  private final Policies policies;
  private final PolicyService service;
  private final PolicyOutlook outlook;
  private final Pool pool;

  PolicyPage(Policies policies, PolicyService service, PolicyOutlook outlook, Pool pool) {
    this.policies = policies;
    this.service = service;
    this.outlook = outlook;
    this.pool = pool;
  }

  /** The page's templates. */
  @CheckedTemplate(basePath = "policies")
  static class Templates {
    static native TemplateInstance list(
        List<Line> lines, @Nullable String next, boolean first, String floor, boolean mayChange);
  }

  /** One policy in words. */
  record Line(
      String id,
      long version,
      String name,
      String survey,
      String metric,
      boolean enabled,
      String sentence,
      String outlook) {

    static Line of(Policy policy, Map<UUID, Policy> known, String outlook) {
      return new Line(
          policy.id().toString(),
          policy.version(),
          policy.terms().name(),
          policy.survey().name(),
          policy.survey().metric().name(),
          policy.enabled(),
          named(PolicySentence.of(policy.terms()), policy, known),
          outlook);
    }

    /** People know policies by their names. */
    private static String named(String sentence, Policy policy, Map<UUID, Policy> known) {
      return policy.terms().trigger() instanceof Trigger.Chain chain
              && known.get(chain.follows()) != null
          ? sentence.replace(
              chain.follows().toString(),
              "“" + Objects.requireNonNull(known.get(chain.follows())).terms().name() + "”")
          : sentence;
    }
  }

  @GET
  @RolesAllowed("policies:read")
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(
      @QueryParam("after") @Nullable String after, @Context SecurityContext visitor) {
    boolean mayChange = visitor.isUserInRole("policies:write");
    return policies
        .all(pool)
        .map(PolicyPage::ordered)
        .chain(
            all -> {
              List<Policy> left = all.stream().skip(begin(all, after)).toList();
              List<Policy> shown = left.stream().limit(PAGE).toList();
              String next = left.size() > PAGE ? shown.get(shown.size() - 1).id().toString() : null;
              return lines(shown, all)
                  .map(
                      lines ->
                          Templates.list(
                              lines,
                              next,
                              begin(all, after) == 0,
                              Durations.inWords(policies.workspace().floor()),
                              mayChange));
            });
  }

  /** Those that are on first, and of these the newest. */
  private static List<Policy> ordered(List<Policy> all) {
    return all.stream()
        .sorted(
            Comparator.comparing((Policy policy) -> !policy.enabled())
                .thenComparing(Policy::id, Comparator.reverseOrder()))
        .toList();
  }

  /** How many come before the page; an id that is none begins at the first. */
  private static long begin(List<Policy> all, @Nullable String after) {
    List<String> ids = all.stream().map(policy -> policy.id().toString()).toList();
    return ids.indexOf(after) + 1L;
  }

  private Uni<List<Line>> lines(List<Policy> shown, List<Policy> all) {
    Map<UUID, Policy> known = all.stream().collect(Collectors.toMap(Policy::id, each -> each));
    return Multi.createFrom()
        .iterable(shown)
        .onItem()
        .transformToUniAndConcatenate(
            policy -> outlook.of(policy).map(words -> Line.of(policy, known, words)))
        .collect()
        .asList();
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
    return service.switchTo(id, ETags.of(version), enabled).map(done -> SeeOther.to("/policies"));
  }
}
