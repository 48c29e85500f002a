package io.afterword.platform.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Paths that every service has carry its own name, as in {@code /survey/v1/status}, so that one
 * origin can hold all three. A resource of the platform writes {@code @Path(OwnPath.V1 +
 * "/status")}; any other name in that place is not found, and the OpenAPI document shows the name
 * itself ({@link OwnPathInDocument}).
 *
 * <p>Links are made with {@link #of(String)}.
 */
@ApplicationScoped
public class OwnPath {
  static final String PARAMETER = "service";

  /** Begins the path of a resource with a versioned API. */
  public static final String V1 = "/{" + PARAMETER + "}/v1";

  /** Begins the path of anything else that every service has, such as its stylesheet. */
  public static final String ROOT = "/{" + PARAMETER + "}";

  private final String service;

  OwnPath(@ConfigProperty(name = "afterword.service") String service) {
    this.service = service;
  }

  /** The service's own name, for example {@code survey}. */
  public String service() {
    return service;
  }

  /**
   * The path below the service's own name: {@code of("/v1/status")} is {@code /survey/v1/status}.
   */
  public String of(String path) {
    return "/" + service + path;
  }

  // Public: the class that calls it is generated into another class loader than a library's.
  @ServerRequestFilter
  public void refuseOtherNames(UriInfo uri) {
    String named = uri.getPathParameters().getFirst(PARAMETER);
    if (named != null && !named.equals(service)) {
      throw new NotFoundException();
    }
  }
}
