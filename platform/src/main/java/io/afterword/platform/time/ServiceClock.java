package io.afterword.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The service's one clock of business time, in UTC. It runs with the machine's, ahead by an offset
 * that only a workspace for tests may change.
 */
public final class ServiceClock extends Clock {
  private final Clock machine;
  private volatile Duration offset;

  ServiceClock(Clock machine, Duration offset) {
    this.machine = machine;
    this.offset = offset;
  }

  /** How far this clock is ahead of the machine's. */
  public Duration offset() {
    return offset;
  }

  /** Sets the clock ahead; for tests. */
  public void setAhead(Duration newOffset) {
    this.offset = newOffset;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new Zoned(this, zone);
  }

  /** The same time shown in another zone; follows when this clock is set. */
  private static final class Zoned extends Clock {
    private final Clock clock;
    private final ZoneId zone;

    Zoned(Clock clock, ZoneId zone) {
      this.clock = clock;
      this.zone = zone;
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new Zoned(clock, other);
    }
  }
}
