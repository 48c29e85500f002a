package io.afterword.platform.request;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** Has a person's name in its address, and fails for nobody's thing. */
@Path("/things-of/{name}")
@PermitAll
class ThingsOfResource {

  @GET
  @Path("/{number}")
  @Produces(MediaType.TEXT_PLAIN)
  public Uni<String> thing(@RestPath String name, @RestPath int number) {
    return number == 0
        ? Uni.createFrom().failure(new IllegalStateException("there is no thing 0"))
        : Uni.createFrom().item("a thing");
  }
}
