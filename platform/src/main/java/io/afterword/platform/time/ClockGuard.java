package io.afterword.platform.time;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Business time is real time in production: a clock that can be set would date answers wrongly. */
@ApplicationScoped
class ClockGuard {
  private final ClockConfig config;

  ClockGuard(ClockConfig config) {
    this.config = config;
  }

  /** Before anything else starts to work. */
  void refuseInProduction(@Observes @Priority(1) StartupEvent event) {
    check(config, ConfigUtils.isProfileActive("prod"));
  }

  static void check(ClockConfig config, boolean production) {
    if (production && (config.adjustable() || !config.offset().isZero())) {
      throw new IllegalStateException(
          "afterword.clock.adjustable and afterword.clock.offset are for tests and refused in the"
              + " production profile. Remove them, or start with another profile, such as"
              + " -Dquarkus.profile=quickstart.");
    }
  }
}
