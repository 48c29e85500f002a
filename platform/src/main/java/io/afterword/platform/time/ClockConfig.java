package io.afterword.platform.time;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "afterword.clock")
interface ClockConfig {

  /** How far business time is ahead of the machine's at the start. */
  @WithDefault("PT0S")
  Duration offset();

  /** Whether {@code PUT /SERVICE/v1/clock} exists; refused in the production profile. */
  @WithDefault("false")
  boolean adjustable();
}
