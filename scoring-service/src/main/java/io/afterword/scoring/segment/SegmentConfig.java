package io.afterword.scoring.segment;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "afterword.segments")
interface SegmentConfig {

  /** Names of facts of an interaction that scores can be grouped by; at most eight. */
  Optional<List<String>> facts();
}
