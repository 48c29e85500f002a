package io.afterword.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How large a body may be, and what is said about a larger one. */
@ApplicationScoped
class BodyLimit {
  /**
   * Up to this many bytes of a body that is too large are read and thrown away, so that the client
   * finishes sending and sees the answer instead of a broken connection.
   */
  static final long DRAINED = 64L * 1024 * 1024;

  private final int bytes;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "5M")
          MemorySize bytes) {
    this.bytes = Math.toIntExact(bytes.asLongValue());
  }

  int bytes() {
    return bytes;
  }

  /** The connection is of no use afterwards: part of the body may still be on its way. */
  Problem problem(String tooMuch) {
    return Problem.of(
            CommonProblem.TOO_LARGE,
            "%s; at most %,d are taken. Send several smaller requests, or a file in parts over the API."
                .formatted(tooMuch, bytes))
        .header("Connection", "close");
  }
}
