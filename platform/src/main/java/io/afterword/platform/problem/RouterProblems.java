package io.afterword.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the router refuses before or instead of any resource answers with problems, too. */
@ApplicationScoped
class RouterProblems {
  /** Before Quarkus' own limit (order -2), which answers without a body. */
  private static final int BEFORE_LIMIT = 50;

  /** After everything that could answer. */
  private static final int LAST = Integer.MAX_VALUE - 1;

  /**
   * Up to this many bytes of a body that is too large are read and thrown away, so that the client
   * finishes sending and sees the answer instead of a broken connection.
   */
  private static final long DRAINED = 64L * 1024 * 1024;

  private final ProblemAnswer answer;
  private final long maxBodySize;

  RouterProblems(
      ProblemAnswer answer,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "5M")
          MemorySize maxBodySize) {
    this.answer = answer;
    this.maxBodySize = maxBodySize.asLongValue();
  }

  void refuseLargeBodies(@Observes Filters filters) {
    filters.register(this::refuseLargeBody, BEFORE_LIMIT);
  }

  void answerWhatIsLeft(@Observes Router router) {
    router.route().order(LAST).handler(this::notFound).failureHandler(this::failed);
  }

  private void refuseLargeBody(RoutingContext request) {
    long length = contentLength(request);
    if (length <= maxBodySize) {
      request.next();
      return;
    }
    Problem problem =
        Problem.of(
                CommonProblem.TOO_LARGE,
                "The body has %,d bytes; at most %,d are taken. Send several smaller requests."
                    .formatted(length, maxBodySize))
            .header("Connection", "close");
    if (length > DRAINED) {
      answer.send(problem, request);
      return;
    }
    request.request().handler(ignored -> {});
    request.request().endHandler(ended -> answer.send(problem, request));
    request.request().resume();
  }

  private static long contentLength(RoutingContext request) {
    String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException beyondAnyLimit) {
      return Long.MAX_VALUE;
    }
  }

  private void notFound(RoutingContext request) {
    answer.send(AddressFault.ofStatus(404, request), request);
  }

  private void failed(RoutingContext request) {
    Throwable failure = request.failure();
    if (failure instanceof Problem problem) {
      answer.send(problem, request);
    } else if (failure != null && request.statusCode() >= 500) {
      answer.send(UnexpectedFailure.problem(failure), request);
    } else {
      answer.send(AddressFault.ofStatus(request.statusCode(), request), request);
    }
  }
}
