package io.afterword.survey.honesty;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** When an answer is looked at twice. */
@ConfigMapping(prefix = "afterword.honesty")
interface HonestyConfig {

  /**
   * What comes back sooner than this is taken for a machine's. Between a page being made and its
   * form coming back lie two ways over the network, drawing it, and a person who sees it and moves
   * a finger; a machine needs none of that.
   */
  @WithDefault("PT0.4S")
  Duration fastest();

  /** Networks of mail scanners, such as {@code 198.51.100.0/24}. */
  Optional<Set<String>> scannerNetworks();
}
