package io.afterword.platform.page;

import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Pages as a service would make them. */
@Path("/gallery")
class GalleryResource {
  static final String OWN_POLICY = "default-src 'none'; frame-ancestors *";

  private final Template gallery;

  GalleryResource(Template gallery) {
    this.gallery = gallery;
  }

  /** One row of a distribution. */
  public record Row(String label, long count, String tone) {}

  @GET
  @PermitAll
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return gallery
        .data(
            "rows",
            List.of(
                new Row("5", 121, "good"),
                new Row("4", 66, "good"),
                new Row("3", 14, "quiet"),
                new Row("2", 4, "bad"),
                new Row("1", 9, "bad")))
        .data("total", 121);
  }

  @GET
  @Path("/own-headers")
  @PermitAll
  @Produces(MediaType.TEXT_HTML)
  public Response ownHeaders() {
    return Response.ok("<p>framed")
        .header("Content-Security-Policy", OWN_POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "public, max-age=60")
        .build();
  }
}
