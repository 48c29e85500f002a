package io.afterword.scoring.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The workspace's zone and today's date in it. */
@ApplicationScoped
public class Workspace {
  private final ZoneId zone;
  private final Duration mostAhead;
  private final Clock clock;

  Workspace(
      @ConfigProperty(name = "afterword.workspace.zone", defaultValue = "UTC") ZoneId zone,
      @ConfigProperty(name = "afterword.intake.most-ahead", defaultValue = "P1D")
          Duration mostAhead,
      Clock clock) {
    this.zone = zone;
    this.mostAhead = mostAhead;
    this.clock = clock;
  }

  /** What is said to have happened after this is a mistake, not a clock that is ahead. */
  public Instant latestPast() {
    return clock.instant().plus(mostAhead);
  }

  public Calendar calendar() {
    return new Calendar(zone, LocalDate.ofInstant(clock.instant(), zone));
  }
}
