package io.afterword.scoring.tally;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Asks the feed to wait while a tail is too long; nothing is lost, the sender comes again. */
@ApplicationScoped
class Backpressure {
  private static final String FEED = "/feed";

  /** The folder looks five times a second; a second later the tail is probably shorter. */
  private static final String SECONDS = "1";

  private volatile boolean tooLong;

  void sees(List<Tail> tails) {
    tooLong = tails.stream().anyMatch(Tail::isTooLong);
  }

  @ServerRequestFilter
  void hold(ContainerRequestContext request) {
    if (tooLong && request.getUriInfo().getPath().equals(FEED)) {
      throw Problem.of(
              CommonProblem.BUSY,
              "more than %d changes wait to be folded; send the batch again"
                  .formatted(Tail.LONGEST))
          .header("Retry-After", SECONDS);
    }
  }
}
