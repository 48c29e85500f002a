package io.afterword.scoring.dashboard;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** From a form back to the page that it was sent from. */
final class Back {
  private Back() {}

  /** Only what the page's own addresses have gets into the header. */
  static RestResponse<Void> to(@Nullable String query, String panel) {
    String safe = query != null && query.matches("[\\w.%&=-]{0,300}") ? query : "";
    return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
        .header("Location", "/scores?" + safe + "#" + panel)
        .build();
  }
}
