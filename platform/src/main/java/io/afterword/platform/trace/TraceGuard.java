package io.afterword.platform.trace;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;

/** A wrong setting stops the start and not, in silence, the tracing. */
@ApplicationScoped
class TraceGuard {
  private final TraceConfig config;

  TraceGuard(TraceConfig config) {
    this.config = config;
  }

  void check(@Observes @Priority(1) StartupEvent event) {
    config.endpoint().ifPresent(TraceGuard::endpoint);
    share(config.share());
  }

  static void endpoint(URI url) {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    String path = url.getPath();
    if (!http || url.getHost() == null || !(path == null || path.isEmpty() || path.equals("/"))) {
      throw new IllegalStateException(
          "afterword.tracing.endpoint cannot be \"%s\". Set it to the collector's address for OTLP over HTTP without a path, such as http://collector:4318"
              .formatted(url));
    }
  }

  static void share(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalStateException(
          "afterword.tracing.share cannot be %s. Set it from 0 to 1, such as 0.1 for one invitation in ten"
              .formatted(share));
    }
  }
}
