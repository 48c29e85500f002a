package io.afterword.platform.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

@ConfigMapping(prefix = "afterword.outgoing")
public interface OutgoingConfig {

  /** Whether plain http may be spoken; for tests and networks of one's own. */
  @WithDefault("false")
  boolean allowHttp();

  /**
   * Private, loopback or link-local targets that may be called all the same: networks in CIDR
   * notation such as {@code 10.1.0.0/16}, or single addresses.
   */
  Optional<Set<String>> allowedNetworks();

  /** For the whole exchange, from the name look-up to the last byte kept. */
  @WithDefault("PT10S")
  Duration timeout();
}
