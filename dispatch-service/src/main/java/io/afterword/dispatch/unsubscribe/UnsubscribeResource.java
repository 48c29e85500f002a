package io.afterword.dispatch.unsubscribe;

import io.afterword.dispatch.mail.Wording;
import io.afterword.dispatch.optout.UnsubscribeKeys;
import io.afterword.platform.http.WithoutCsrf;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Behind the unsubscribe link of every mail. Mail scanners follow links, so a GET shows a button
 * and changes nothing; the POST is RFC 8058's: no cookie, no sign-in, no redirect, repeatable.
 */
@Path("/unsubscribe/{key}")
@Tag(name = "Unsubscribe")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@PermitAll
@WithoutCsrf("the key in the address is the proof, and there is no session: RFC 8058")
class UnsubscribeResource {
  private static final String LOCALE =
      """
      select c.locale from invitation i join contact c on c.id = i.contact_id
      where i.id = $1 and c.erased_at is null
      """;

  /** The pages; package-private fields and methods are Qute's contract. */
  @CheckedTemplate(basePath = "unsubscribe")
  static class Templates {
    static native TemplateInstance page(Wording words, String workspace, String kind);
  }

  /** The page's form, for the API document. */
  @Schema(name = "UnsubscribeForm", description = "Empty, or RFC 8058's List-Unsubscribe.")
  record UnsubscribeForm(
      @Schema(description = "kind: only surveys of this one's kind.", examples = "kind")
          @Nullable String only) {}

  private final Pool pool;
  private final UnsubscribeKeys keys;
  private final OptingOut optingOut;
  private final String workspace;

  UnsubscribeResource(
      Pool pool,
      UnsubscribeKeys keys,
      OptingOut optingOut,
      @ConfigProperty(name = "afterword.workspace.name") String workspace) {
    this.pool = pool;
    this.keys = keys;
    this.optingOut = optingOut;
    this.workspace = workspace;
  }

  @GET
  @Operation(operationId = "showUnsubscribe", summary = "The page with the button; changes nothing")
  @APIResponse(
      responseCode = "200",
      description = "The page, in the contact's language.",
      content =
          @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(
      responseCode = "404",
      description = "A page for keys that we did not give out.",
      content =
          @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
  public Uni<RestResponse<TemplateInstance>> show(@PathParam("key") String key) {
    return keys.read(key)
        .map(
            invitation ->
                locale(invitation)
                    .map(
                        locale ->
                            locale == null
                                ? unknown()
                                : page(Wording.of(locale.tag()), "question", 200)))
        .orElseGet(() -> Uni.createFrom().item(unknown()));
  }

  @POST
  @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA, "*/*"})
  @Operation(
      operationId = "unsubscribe",
      summary = "Stop asking this contact (RFC 8058 one-click, or the page's button)",
      description =
          "All surveys, unless the field only says kind: then surveys with this one's metric.")
  @RequestBody(
      required = false,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
            schema = @Schema(implementation = UnsubscribeForm.class)),
        @Content(
            mediaType = MediaType.MULTIPART_FORM_DATA,
            schema = @Schema(implementation = UnsubscribeForm.class)),
        @Content(mediaType = "*/*", schema = @Schema(implementation = UnsubscribeForm.class))
      })
  @APIResponse(
      responseCode = "200",
      description = "Stored; the same again.",
      content =
          @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(
      responseCode = "404",
      description = "A page for keys that we did not give out.",
      content =
          @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
  public Uni<RestResponse<TemplateInstance>> unsubscribe(
      @PathParam("key") String key, @RestForm @Parameter(hidden = true) @Nullable String only) {
    boolean kind = "kind".equals(only);
    return keys.read(key)
        .map(
            invitation ->
                optingOut
                    .by(invitation, kind)
                    .chain(known -> known ? locale(invitation) : Uni.createFrom().nullItem())
                    .map(
                        locale ->
                            locale == null
                                ? unknown()
                                : page(Wording.of(locale.tag()), kind ? "kind" : "done", 200)))
        .orElseGet(() -> Uni.createFrom().item(unknown()));
  }

  /** A contact's language, perhaps not known. */
  private record ContactLocale(@Nullable String tag) {}

  private Uni<@Nullable ContactLocale> locale(UUID invitation) {
    return pool.preparedQuery(LOCALE)
        .execute(Tuple.of(invitation))
        .map(
            rows ->
                rows.size() == 0
                    ? null
                    : new ContactLocale(rows.iterator().next().getString("locale")));
  }

  /** Tells a guesser nothing: altered, made up and erased look the same. */
  private RestResponse<TemplateInstance> unknown() {
    return page(Wording.of(null), "unknown", 404);
  }

  private RestResponse<TemplateInstance> page(Wording words, String kind, int status) {
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.fromStatusCode(status), Templates.page(words, workspace, kind))
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .build();
  }
}
