package io.afterword.platform.status;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the database keeps this replica from doing, since when. It lives in memory, for the database
 * is the last place to write it to.
 */
@ApplicationScoped
public class Troubles {
  private final Clock clock;
  private final ConcurrentMap<String, Trouble> current = new ConcurrentHashMap<>();

  Troubles(Clock clock) {
    this.clock = clock;
  }

  /**
   * Notes when the database fails this work, and when it works again.
   *
   * @param what cannot be done meanwhile, as a sentence without its end: "Mails cannot be claimed"
   */
  public <T> Uni<T> watch(String what, Uni<T> work) {
    return work.onItem()
        .invoke(() -> current.remove(what))
        .onFailure()
        .invoke(failure -> inWords(failure).ifPresent(why -> note(what, why)));
  }

  private void note(String what, String why) {
    String words = what + ": " + why + ".";
    current.compute(
        what,
        (key, known) ->
            new Trouble(
                words,
                known == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : known.since()));
  }

  /** The oldest first. */
  public List<Trouble> current() {
    return current.values().stream().sorted(Comparator.comparing(Trouble::since)).toList();
  }

  /** What is wrong with the database; empty when it is none of its faults. */
  public static Optional<String> inWords(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof ClosedConnectionException) {
        return Optional.of("the database does not answer");
      }
      if (cause instanceof PgException refused) {
        return inWords(refused);
      }
    }
    return Optional.empty();
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
