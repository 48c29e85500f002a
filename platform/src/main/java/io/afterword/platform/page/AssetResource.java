package io.afterword.platform.page;

import io.afterword.platform.http.OwnPath;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Gives out the pages' files; the sign-in page needs them before anybody is signed in. */
@Path(OwnPath.ROOT + Assets.PATH)
class AssetResource {
  /** An address with the version in it names one content for ever. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** Any other address, also that of a replica of the next release: ask again each time. */
  private static final String ASK_AGAIN = "public, no-cache";

  private final Assets assets;

  AssetResource(Assets assets) {
    this.assets = assets;
  }

  @GET
  @Path("/{name}")
  @PermitAll
  @Operation(hidden = true)
  public Response asset(
      @RestPath String name,
      @RestQuery @Nullable String v,
      @RestHeader("Accept-Encoding") @Nullable String encodings,
      Request request) {
    PageFile file = assets.find(name);
    if (file == null) {
      throw new NotFoundException();
    }
    EntityTag tag = new EntityTag(file.version());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged != null ? unchanged : content(file, encodings))
        .tag(tag)
        .header("Cache-Control", file.version().equals(v) ? FOR_EVER : ASK_AGAIN)
        .build();
  }

  private static Response.ResponseBuilder content(PageFile file, @Nullable String encodings) {
    boolean compressed = file.isCompressible() && encodings != null && encodings.contains("gzip");
    Response.ResponseBuilder answer =
        Response.ok(compressed ? file.compressed() : file.content())
            .type(file.type())
            .header("Vary", "Accept-Encoding");
    return compressed ? answer.header("Content-Encoding", "gzip") : answer;
  }
}
