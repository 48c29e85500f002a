package io.afterword.platform.http;

import org.jboss.resteasy.reactive.RestResponse;

/**
 * Where a browser goes after its form was taken. The framework makes a location absolute with what
 * it takes for its own address; behind a proxy that is not the page's origin, and the page's {@code
 * form-action} keeps the browser where it is. So the path stands as it is given.
 */
public final class SeeOther {

  private SeeOther() {}

  /**
   * 303 to a page of Afterword.
   *
   * @param path with its query, from the root of the public address, such as {@code /policies}
   */
  public static RestResponse<Void> to(String path) {
    return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
        .header("Location", path)
        .build();
  }
}
