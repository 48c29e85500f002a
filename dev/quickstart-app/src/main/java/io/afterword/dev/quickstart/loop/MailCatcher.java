package io.afterword.dev.quickstart.loop;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/** Where all mails end, as far as the loop looks at them. */
@FunctionalInterface
public interface MailCatcher {

  /** A mail, as far as the loop reads it. */
  record Caught(String subject, String html) {}

  /** The newest mail to that address. */
  Optional<Caught> newestTo(String address);

  /** The quickstart's own inbox. */
  static MailCatcher inbox(URI inbox) {
    Visitor person = Visitor.browser();
    return address -> {
      JsonNode found =
          person
              .get(inbox.resolve("/api/messages?to=" + address))
              .expectSuccess()
              .json()
              .at("/messages/0");
      return found.isMissingNode()
          ? Optional.empty()
          : Optional.of(new Caught(found.path("subject").asText(), found.path("html").asText()));
    };
  }
}
