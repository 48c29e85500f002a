package io.afterword.dispatch.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the queue is worked off. */
@ConfigMapping(prefix = "afterword.delivery")
interface DeliveryConfig {

  /** What becomes of a mail of which nobody knows whether it went out. */
  @WithDefault("HOLD")
  Settling.UnknownPolicy unknown();

  /** With RETRY: how long a bounce or an answer has time to tell before the second copy goes. */
  @WithDefault("PT15M")
  Duration unknownRetryAfter();

  /** How long a claim holds; must outlast the relay's idle timeout. */
  @WithDefault("PT5M")
  Duration lease();

  /** How often the queue is looked at when nothing wakes the loop. */
  @WithDefault("PT0.25S")
  Duration poll();

  /** How long a stopping replica waits for mails under way before it leaves them to the reaper. */
  @WithDefault("PT8S")
  Duration grace();

  default Settling.WhenUnknown whenUnknown() {
    return new Settling.WhenUnknown(unknown(), unknownRetryAfter());
  }
}
