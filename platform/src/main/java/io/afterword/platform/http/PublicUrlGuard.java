package io.afterword.platform.http;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Links in mails begin with the public address: a wrong one is found out by nobody but the readers.
 */
@ApplicationScoped
class PublicUrlGuard {
  private final String publicUrl;

  PublicUrlGuard(@ConfigProperty(name = "afterword.public-url") String publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** Before anything else starts to work. */
  void checkAtStart(@Observes @Priority(1) StartupEvent event) {
    check(publicUrl);
  }

  static void check(String publicUrl) {
    if (!isOrigin(publicUrl.strip())) {
      throw new IllegalStateException(
          "afterword.public-url (AFTERWORD_PUBLIC_URL) cannot be \"%s\". Set it to where people"
                  .formatted(publicUrl)
              + " reach Afterword, without a path, such as https://afterword.example.com");
    }
  }

  private static boolean isOrigin(String text) {
    try {
      URI url = URI.create(text);
      return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && url.getUserInfo() == null
          && url.getQuery() == null
          && url.getFragment() == null
          && (url.getPath().isEmpty() || url.getPath().equals("/"));
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
