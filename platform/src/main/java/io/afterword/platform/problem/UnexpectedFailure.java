package io.afterword.platform.problem;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What nobody refused on purpose: either it passes by itself, or it is a fault of ours. */
final class UnexpectedFailure {
  private static final Logger LOG = Logger.getLogger(UnexpectedFailure.class);

  /** SQLSTATEs of a database that chose a loser. */
  private static final Set<String> PASSING = Set.of("40001", "40P01");

  private UnexpectedFailure() {}

  /** Logs it with an id and gives the problem that names the id and nothing else. */
  static Problem problem(Throwable failure) {
    String logId = UUID.randomUUID().toString();
    if (passes(failure)) {
      LOG.warnf("Busy, log id %s: %s", logId, failure);
      return Problem.of(
              CommonProblem.BUSY,
              "The service cannot use its database at the moment; send it again shortly.")
          .header("Retry-After", "2")
          .with("logId", logId);
    }
    LOG.errorf(failure, "Unexpected failure, log id %s", logId);
    return Problem.of(
            CommonProblem.INTERNAL,
            "This is a fault of ours; name the log id %s when you report it.".formatted(logId))
        .with("logId", logId);
  }

  static boolean passes(Throwable failure) {
    if (DatabaseFault.inWords(failure).isPresent()) {
      return true;
    }
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
      if (cause instanceof ConnectionPoolTooBusyException
          || (cause instanceof PgException pg && PASSING.contains(pg.getSqlState()))) {
        return true;
      }
    }
    return false;
  }
}
