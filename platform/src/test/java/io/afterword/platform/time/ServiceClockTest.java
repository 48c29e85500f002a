package io.afterword.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ServiceClockTest {
  private static final Instant MACHINE = Instant.parse("2026-03-28T12:00:00Z");

  private final ServiceClock clock =
      new ServiceClock(Clock.fixed(MACHINE, ZoneOffset.UTC), Duration.ofDays(1));

  @Test
  void it_is_ahead_of_the_machine_by_its_offset() {
    assertThat(clock.instant()).isEqualTo("2026-03-29T12:00:00Z");
    clock.setAhead(Duration.ofDays(30));
    assertThat(clock.instant()).isEqualTo("2026-04-27T12:00:00Z");
    assertThat(clock.offset()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void in_another_zone_it_is_still_the_same_clock() {
    Clock oslo = clock.withZone(ZoneId.of("Europe/Oslo"));
    clock.setAhead(Duration.ZERO);
    assertThat(oslo.instant()).isEqualTo(MACHINE);
    assertThat(oslo.getZone()).isEqualTo(ZoneId.of("Europe/Oslo"));
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void in_production_it_cannot_be_set() {
    assertThatThrownBy(() -> ClockGuard.check(config(true, Duration.ZERO), true))
        .hasMessageContaining("afterword.clock.adjustable");
    assertThatThrownBy(() -> ClockGuard.check(config(false, Duration.ofDays(1)), true))
        .hasMessageContaining("afterword.clock.offset");
    assertThatCode(() -> ClockGuard.check(config(false, Duration.ZERO), true))
        .doesNotThrowAnyException();
    assertThatCode(() -> ClockGuard.check(config(true, Duration.ofDays(1)), false))
        .doesNotThrowAnyException();
  }

  private static ClockConfig config(boolean adjustable, Duration offset) {
    return new ClockConfig() {
      @Override
      public Duration offset() {
        return offset;
      }

      @Override
      public boolean adjustable() {
        return adjustable;
      }
    };
  }
}
