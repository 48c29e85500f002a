package io.afterword.scoring.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The workspace's zone and today's date in it. */
@ApplicationScoped
public class Workspace {
  private final ZoneId zone;
  private final Clock clock;

  Workspace(
      @ConfigProperty(name = "afterword.workspace.zone", defaultValue = "UTC") ZoneId zone,
      Clock clock) {
    this.zone = zone;
    this.clock = clock;
  }

  public Calendar calendar() {
    return new Calendar(zone, LocalDate.ofInstant(clock.instant(), zone));
  }
}
