package io.afterword.platform.status;

import io.afterword.platform.problem.DatabaseFault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
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
        .invoke(failure -> DatabaseFault.inWords(failure).ifPresent(why -> note(what, why)));
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
}
