package io.afterword.platform.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

@ApplicationScoped
class ClockProducer {

  @Produces
  @Singleton
  ServiceClock clock(ClockConfig config) {
    return new ServiceClock(Clock.systemUTC(), config.offset());
  }
}
