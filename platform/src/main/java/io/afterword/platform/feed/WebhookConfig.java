package io.afterword.platform.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "afterword.webhooks")
interface WebhookConfig {

  /** Whether customers may register webhooks here; fixed by the service, not to be set. */
  @WithParentName
  @WithDefault("false")
  boolean enabled();

  /** Types of events that webhooks may have; fixed by the service, not to be set. */
  Optional<List<String>> types();
}
