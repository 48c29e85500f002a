package io.afterword.platform.feed;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Base64;

/** Holds the settings of the feed against what would show only when the first event is sent. */
@ApplicationScoped
class FeedGuard {
  private static final String PREFIX = "whsec_";

  /** As Standard Webhooks says. */
  private static final int SHORTEST_SECRET = 24;

  private final FeedConfig config;

  FeedGuard(FeedConfig config) {
    this.config = config;
  }

  /** Before anything is sent or taken. */
  void check(@Observes @Priority(1) StartupEvent event) {
    config
        .sources()
        .forEach(
            (name, sender) ->
                secret("afterword.feed.sources." + name + ".secret", sender.secret()));
    config
        .subscriptions()
        .forEach(
            (name, subscriber) -> {
              String key = "afterword.feed.subscriptions." + name;
              secret(key + ".secret", subscriber.secret());
              address(key + ".url", subscriber.url());
            });
  }

  static void secret(String key, String secret) {
    int bytes;
    try {
      bytes = Base64.getDecoder().decode(without(secret)).length;
    } catch (IllegalArgumentException noBase64) {
      bytes = 0;
    }
    if (bytes < SHORTEST_SECRET) {
      throw new IllegalStateException(
          ("%s is no secret of Standard Webhooks: whsec_ and at least %d bytes in Base64. Set it at"
                  + " both ends to whsec_ and the output of: openssl rand -base64 32")
              .formatted(key, SHORTEST_SECRET));
    }
  }

  private static String without(String secret) {
    return secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
  }

  static void address(String key, URI url) {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null) {
      throw new IllegalStateException(
          "%s cannot be \"%s\". Set it to where the service listens, such as".formatted(key, url)
              + " http://scoring-service:8083/feed");
    }
  }
}
