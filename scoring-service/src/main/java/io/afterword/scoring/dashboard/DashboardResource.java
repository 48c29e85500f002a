package io.afterword.scoring.dashboard;

import io.afterword.scoring.benchmark.Benchmarks;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.segment.Segments;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/**
 * The page {@code /scores}. It is whole without a script; with one, it is told when to look again
 * and only what differs is exchanged.
 */
@Path("/scores")
class DashboardResource {
  private static final String ALL = "scores:read";
  private static final String OWN = "scores:own";
  private static final String WRITE = "scores:write";

  /** A browser comes again by itself, and is asked who it is each time. */
  private static final Duration LONGEST_STREAM = Duration.ofMinutes(5);

  /** So that a spreadsheet takes the file for UTF-8. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Looks looks;
  private final Panels panels;
  private final Pulse pulse;
  private final Benchmarks benchmarks;
  private final Segments segments;
  private final Workspace workspace;

  DashboardResource(
      Looks looks,
      Panels panels,
      Pulse pulse,
      Benchmarks benchmarks,
      Segments segments,
      Workspace workspace) {
    this.looks = looks;
    this.panels = panels;
    this.pulse = pulse;
    this.benchmarks = benchmarks;
    this.segments = segments;
    this.workspace = workspace;
  }

  @CheckedTemplate(basePath = "scores")
  static class Templates {
    private Templates() {}

    static native TemplateInstance page(@Nullable PageView page, List<Panel> panels);

    static native TemplateInstance panels(List<Panel> panels, String query);
  }

  @GET
  @RolesAllowed({ALL, OWN})
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<TemplateInstance> page(@Context UriInfo uri, @Context SecurityIdentity visitor) {
    PageView.Frame frame =
        new PageView.Frame(
            workspace.calendar().zone().getId(),
            segments.names(),
            visitor.hasRole(WRITE),
            benchmarks.all());
    return looks
        .find(parameters(uri), visitor)
        .chain(
            look ->
                look.isEmpty()
                    ? Uni.createFrom().item(Templates.page(null, List.of()))
                    : panels
                        .all(look.get())
                        .map(all -> Templates.page(PageView.of(look.get(), frame), all)));
  }

  @GET
  @Path("/live")
  @RolesAllowed({ALL, OWN})
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<Response> live(
      @Context UriInfo uri, @Context SecurityIdentity visitor, @Context Request request) {
    return looks
        .find(parameters(uri), visitor)
        .chain(
            look ->
                look.isEmpty()
                    ? Uni.createFrom().item("")
                    : panels
                        .all(look.get())
                        .chain(all -> Templates.panels(all, look.get().query()).createUni()))
        .map(html -> answer(html, request));
  }

  private static Response answer(String html, Request request) {
    EntityTag tag = tag(html);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null
            ? Response.ok(html, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
            : unchanged)
        .tag(tag)
        .build();
  }

  /** Tells when to look again, and nothing else. */
  @GET
  @Path("/events")
  @RolesAllowed({ALL, OWN})
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public RestMulti<Long> events() {
    return RestMulti.fromMultiData(pulse.beats().select().first(LONGEST_STREAM))
        // A proxy that collects an answer before it passes it on would hold every event back.
        .header("X-Accel-Buffering", "no")
        .header("Cache-Control", "no-store")
        .build();
  }

  /** The figures of one panel. */
  @GET
  @Path("/{panel}.csv")
  @RolesAllowed({ALL, OWN})
  @Produces("text/csv;charset=UTF-8")
  @Operation(hidden = true)
  public Uni<Response> csv(
      @PathParam("panel") String id, @Context UriInfo uri, @Context SecurityIdentity visitor) {
    return looks
        .find(parameters(uri), visitor)
        .chain(
            look -> look.flatMap(each -> panels.one(id, each)).orElseThrow(NotFoundException::new))
        .map(
            panel -> {
              Table table = panel.table();
              if (table == null) {
                throw new NotFoundException();
              }
              return Response.ok(BYTE_ORDER_MARK + table.csv())
                  .header("Content-Disposition", "attachment; filename=\"" + id + ".csv\"")
                  .header("Cache-Control", "no-store")
                  .build();
            });
  }

  private static Parameters parameters(UriInfo uri) {
    return Parameters.of(uri.getQueryParameters(), Looks.PARAMETERS);
  }

  private static EntityTag tag(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new EntityTag(HexFormat.of().formatHex(digest, 0, 8));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
