package io.afterword.platform.problem;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/** Tells a database that is in trouble from a fault of ours. */
public final class DatabaseFault {
  /**
   * How the client says that a connection has ended between two statements; it has no type for it.
   */
  private static final List<String> ENDED =
      List.of("Connection is not active now", "Pending requests failed to be sent");

  private DatabaseFault() {}

  /** What is wrong with the database; empty when it is none of its faults. */
  public static Optional<String> inWords(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
      // Refused, or reset while it goes down.
      if (cause instanceof SocketException
          || cause instanceof ClosedConnectionException
          || saysThatItHasEnded(cause)) {
        return Optional.of("the database does not answer");
      }
      if (cause instanceof PgException refused) {
        return inWords(refused);
      }
    }
    return Optional.empty();
  }

  private static boolean saysThatItHasEnded(Throwable cause) {
    String said = cause instanceof NoStackTraceThrowable ? cause.getMessage() : null;
    return said != null && ENDED.stream().anyMatch(said::startsWith);
  }

  private static Optional<String> inWords(PgException refused) {
    String state = refused.getSqlState() == null ? "" : refused.getSqlState();
    return Optional.ofNullable(
        switch (state) {
          case "25006" -> "the database is read-only";
          case "53100" -> "the database's disk is full";
          case "53200" -> "the database is out of memory";
          case "53300" -> "the database has no connection to spare";
          case "55000", "57P01", "57P02", "57P03" -> "the database takes no connections";
          default -> state.startsWith("08") ? "the database does not answer" : null;
        });
  }
}
