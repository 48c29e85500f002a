package io.afterword.scoring.score;

import io.afterword.scoring.request.Parameters;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The page {@code /scores}. It is whole without a script; with one, its middle is fetched again
 * every second and replaced when its tag has changed.
 */
@Path("/scores")
class ScorePageResource {
  private final ScorePage page;
  private final String script = read("live.js");
  private final EntityTag scriptTag = tag(script);

  ScorePageResource(ScorePage page) {
    this.page = page;
  }

  @CheckedTemplate(basePath = "scores")
  static class Templates {
    private Templates() {}

    static native TemplateInstance page(ScorePageView page, @Nullable LiveView live, String script);

    static native TemplateInstance live(LiveView live);
  }

  @GET
  @RolesAllowed("scores:read")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<TemplateInstance> page(@Context UriInfo uri, @Context HttpHeaders headers) {
    return page.view(parameters(uri))
        .chain(
            view ->
                page.live(view.chosen(), figures(headers))
                    .map(
                        live ->
                            Templates.page(
                                view,
                                live.orElse(null),
                                "/scores/live.js?v=" + scriptTag.getValue())));
  }

  @GET
  @Path("/live")
  @RolesAllowed("scores:read")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<Response> live(
      @Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
    return page.view(parameters(uri))
        .chain(view -> page.live(view.chosen(), figures(headers)))
        .chain(
            live ->
                live.isEmpty() ? Uni.createFrom().item("") : Templates.live(live.get()).createUni())
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

  @GET
  @Path("/live.js")
  @PermitAll
  @Produces("text/javascript;charset=UTF-8")
  @Operation(hidden = true)
  public Response script(@Context Request request) {
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(scriptTag);
    return (unchanged == null ? Response.ok(script) : unchanged)
        .tag(scriptTag)
        .header("Cache-Control", "public, no-cache")
        .build();
  }

  private static Parameters parameters(UriInfo uri) {
    return Parameters.of(uri.getQueryParameters(), ScorePage.PARAMETERS);
  }

  /** Numbers are written as in the reader's first language; the words are English so far. */
  private static Figures figures(HttpHeaders headers) {
    Locale first = headers.getAcceptableLanguages().get(0);
    return new Figures(first.getLanguage().equals("*") ? Locale.ENGLISH : first);
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

  private static String read(String name) {
    try (InputStream file = ScorePageResource.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
