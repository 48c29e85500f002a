package io.afterword.platform.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

@ConfigMapping(prefix = "afterword.feed")
interface FeedConfig {

  /** Who is told of this service's events, by the subscriber's name. */
  Map<String, Subscriber> subscriptions();

  /** Whose events are taken here, by the sender's name. */
  Map<String, Sender> sources();

  /** How long a subscription is silent after its relay was killed. */
  @WithDefault("PT10S")
  Duration lease();

  /** How long a subscriber may take for a batch; less than half of the lease. */
  @WithDefault("PT4S")
  Duration postTimeout();

  /** The pause of a relay that found nothing to send; every score is at least this late. */
  @WithDefault("PT0.2S")
  Duration pause();

  /** How long events are kept that every subscription has passed. */
  @WithDefault("P30D")
  Duration retention();

  interface Subscriber {
    /** Where its receiver listens. */
    URI url();

    /** A Standard Webhooks secret ({@code whsec_} and Base64) that only the two share. */
    String secret();

    /** Which events it is told of; fixed by the service, not to be set. */
    Set<String> types();
  }

  interface Sender {
    /** The secret by which its batches are known; the sender has the same. */
    String secret();
  }
}
