package io.afterword.platform.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** A sibling without a key could not call, and one with a short key could be played by others. */
@ApplicationScoped
class ServiceKeyGuard {
  private static final int SHORTEST = 16;

  private final AccessConfig config;

  ServiceKeyGuard(AccessConfig config) {
    this.config = config;
  }

  /** Before anybody calls. */
  void checkAtStart(@Observes @Priority(1) StartupEvent event) {
    if (ConfigUtils.isProfileActive("prod")) {
      config.services().forEach((name, sibling) -> check(name, sibling.key()));
    }
  }

  static void check(String sibling, Optional<String> key) {
    if (key.map(String::strip).orElse("").length() < SHORTEST) {
      throw new IllegalStateException(
          ("afterword.access.services.%s.key needs at least %d characters in production. Set it at"
                  + " both ends to the output of: openssl rand -base64 48")
              .formatted(sibling, SHORTEST));
    }
  }
}
