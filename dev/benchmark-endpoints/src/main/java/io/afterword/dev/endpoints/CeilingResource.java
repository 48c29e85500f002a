package io.afterword.dev.endpoints;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the respondent's page takes and answers what it answers. Nothing is looked up, and of
 * a post nothing is kept: where something is stored, it is constants.
 */
@Path("/r/{key}")
class CeilingResource {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");
  private static final Set<String> RATINGS = Set.of("1", "2", "3", "4", "5");
  private static final Set<String> FIELDS =
      Set.of("rating", "comment", "lang", "completeness", "csrf");
  private static final int LONGEST_TEXT = 5_000;

  private final ConstantPage page;
  private final ConstantRows rows;

  CeilingResource(ConstantPage page, ConstantRows rows) {
    this.page = page;
    this.rows = rows;
  }

  /** What a post is answered with. */
  public record Taken(String outcome, String completeness) {}

  @GET
  public Uni<Response> open(
      @PathParam("key") String key,
      @QueryParam("rating") @Nullable String rating,
      @HeaderParam("Accept-Language") @Nullable String language) {
    if (!KEY.matcher(key).matches()) {
      return Uni.createFrom().item(Response.status(404).build());
    }
    return page.template().instance().createUni().map(CeilingResource::html);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> send(
      @PathParam("key") String key,
      @HeaderParam("Accept") @Nullable String accept,
      @HeaderParam("Accept-Language") @Nullable String language,
      @Nullable String body) {
    Map<String, String> fields = fields(body == null ? "" : body);
    boolean taken =
        KEY.matcher(key).matches()
            && RATINGS.contains(fields.getOrDefault("rating", ""))
            && fields.getOrDefault("comment", "").length() <= LONGEST_TEXT
            && FIELDS.containsAll(fields.keySet());
    if (!taken) {
      return Uni.createFrom().item(Response.status(422).build());
    }
    return rows.store().map(stored -> taken());
  }

  private static Response taken() {
    return Response.status(201)
        .type(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .entity(new Taken("RECORDED", "COMPLETE"))
        .build();
  }

  private static Response html(String html) {
    return Response.ok(html, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .header("Content-Language", "en")
        .header("Vary", "Accept, Accept-Language")
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex, nofollow")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .build();
  }

  private static Map<String, String> fields(String body) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
