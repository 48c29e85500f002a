package io.afterword.dev.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Loop;
import io.afterword.dev.quickstart.loop.MailCatcher;
import io.afterword.dev.quickstart.loop.Visitor;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Drives the loop where the engine's ports are: a process of its own, since the test's JVM is in
 * another network.
 */
final class LoopThroughImages {
  private static final Duration STARTING = Duration.ofSeconds(90);
  private static final URI FRONT = URI.create("http://localhost:8080");
  private static final URI CATCHER = URI.create("http://localhost:1080");
  private static final Visitor PERSON = Visitor.browser();

  private LoopThroughImages() {}

  public static void main(String... arguments) {
    awaitServices();
    Loop.Outcome outcome =
        Loop.drive(
            FRONT,
            LoopThroughImages::newest,
            arguments[0],
            (step, took, detail) ->
                System.out.printf("%s (%s), %d ms%n", step, detail, took.toMillis()));
    System.out.printf(
        "interaction to mail %d ms, rating to score %d ms%n",
        outcome.interactionToMail().toMillis(), outcome.ratingToScore().toMillis());
  }

  /** The proxy answers 503 for a service that is being started. */
  private static void awaitServices() {
    Visitor visitor = Visitor.browser();
    for (String path : List.of("/sign-in", "/v1/policies", "/v1/scores")) {
      Await.until(
          STARTING, () -> status(visitor, path), status -> status < 500, path + " is not served");
    }
  }

  /** The engine takes connections before the proxy does, and hangs up. */
  private static int status(Visitor visitor, String path) {
    try {
      return visitor.get(FRONT.resolve(path)).status();
    } catch (UncheckedIOException notYet) {
      return 503;
    }
  }

  /** By MailDev's API, oldest first. */
  private static Optional<MailCatcher.Caught> newest(String address) {
    JsonNode mails =
        PERSON.get(CATCHER.resolve("/email?to.address=" + address)).expectSuccess().json();
    return StreamSupport.stream(mails.spliterator(), false)
        .reduce((older, newer) -> newer)
        .map(
            mail ->
                new MailCatcher.Caught(mail.path("subject").asText(), mail.path("html").asText()));
  }
}
