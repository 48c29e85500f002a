package io.afterword.platform.feed;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.DatabaseException;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * Tells a fault of an event from a fault of the moment: the first is parked, the second makes the
 * sender repeat the batch.
 */
final class Faults {
  /** Classes of SQLSTATE: cardinality violation, data exception, integrity constraint, limit. */
  private static final Set<String> OF_DATA = Set.of("21", "22", "23", "54");

  private Faults() {}

  /**
   * Whether the same event would fail again. Every other answer of the database (a deadlock, a
   * table that a migration has yet to make, a server that stops) and everything that a connection
   * reports is of the moment; any other exception came from the receiver's reading of the event.
   */
  static boolean inData(Throwable failure) {
    Throwable fault = failure;
    while (fault instanceof CompletionException && fault.getCause() != null) {
      fault = fault.getCause();
    }
    if (fault instanceof DatabaseException answer) {
      String state = answer.getSqlState();
      return state != null && state.length() == 5 && OF_DATA.contains(state.substring(0, 2));
    }
    return fault instanceof RuntimeException && !(fault instanceof VertxException);
  }

  /**
   * Why an event is parked, for the status and the log: neither may show what a respondent wrote,
   * so this names rules and places, never values.
   */
  static String reason(Throwable failure) {
    if (failure instanceof UnreadableEventException || failure instanceof RefusedEventException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof PgException answer) {
      String rule = answer.getConstraint();
      return "the database refuses it, SQLSTATE "
          + answer.getSqlState()
          + (rule == null ? "" : ", constraint " + rule);
    }
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (frame.getClassName().startsWith("io.afterword.")) {
        return failure.getClass().getSimpleName() + " at " + frame;
      }
    }
    return failure.getClass().getName();
  }
}
