package io.afterword.platform.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

@ConfigMapping(prefix = "afterword.tracing")
interface TraceConfig {

  /**
   * An OpenTelemetry collector that takes OTLP over HTTP, such as {@code http://collector:4318};
   * without it nothing is traced.
   */
  Optional<URI> endpoint();

  /**
   * Of which share of the invitations the steps are traced, from 0 to 1; each service chooses the
   * same ones.
   */
  @WithDefault("0.1")
  double share();
}
