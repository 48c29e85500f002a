package io.afterword.platform.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What the router refuses before or instead of any resource answers with problems, too. */
@ApplicationScoped
class RouterProblems {
  /** Before Quarkus' own limit (order -2), which answers without a body. */
  private static final int BEFORE_LIMIT = 50;

  /** After everything that could answer. */
  private static final int LAST = Integer.MAX_VALUE - 1;

  /** After Quarkus' own limit has noted what it will take without a length. */
  private static final int AFTER_LIMIT = 1;

  /** Where Quarkus keeps that note; beyond it, it answers 413 without a body. */
  private static final String FRAMEWORKS_LIMIT = "io.quarkus.max-request-size";

  private final ProblemAnswer answer;
  private final BodyLimit limit;

  RouterProblems(ProblemAnswer answer, BodyLimit limit) {
    this.answer = answer;
    this.limit = limit;
  }

  void refuseLargeBodies(@Observes Filters filters) {
    filters.register(this::refuseLargeBody, BEFORE_LIMIT);
    filters.register(RouterProblems::leaveRoomForDraining, AFTER_LIMIT);
  }

  void answerWhatIsLeft(@Observes Router router) {
    router.route().order(LAST).handler(this::notFound).failureHandler(this::failed);
  }

  private void refuseLargeBody(RoutingContext request) {
    long length = contentLength(request);
    if (length <= limit.bytes()) {
      request.next();
      return;
    }
    Problem problem = limit.problem("The body has %,d bytes".formatted(length));
    if (length > BodyLimit.DRAINED) {
      answer.send(problem, request);
      return;
    }
    request.request().handler(ignored -> {});
    request.request().endHandler(ended -> answer.send(problem, request));
    request.request().resume();
  }

  /** A body that comes without a length is counted by {@link LargeBodies} when it is read. */
  private static void leaveRoomForDraining(RoutingContext request) {
    if (request.get(FRAMEWORKS_LIMIT) != null) {
      request.put(FRAMEWORKS_LIMIT, BodyLimit.DRAINED);
    }
    request.next();
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
