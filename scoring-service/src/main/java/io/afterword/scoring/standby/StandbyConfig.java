package io.afterword.scoring.standby;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "afterword.standby")
interface StandbyConfig {

  /** A standby that may have missed more than this is not asked; the primary is. */
  @WithDefault("PT10S")
  Duration mostBehind();
}
