package io.afterword.scoring.standby;

import io.afterword.platform.status.Trouble;
import io.smallrye.mutiny.TimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether a standby may be asked, and if not, since when and why. */
final class Fitness {
  private static final Logger LOG = Logger.getLogger(Fitness.class);

  /** Two minutes of looks. */
  private static final int MARKS = 120;

  private final Marks marks = new Marks(MARKS);
  private final Duration mostBehind;
  private final Clock clock;
  private @Nullable Position followed;
  private @Nullable Long replayed;
  private boolean fit;
  private String why = "it was not looked at yet";
  private @Nullable Instant unfitSince;

  Fitness(Duration mostBehind, Clock clock) {
    this.mostBehind = mostBehind;
    this.clock = clock;
    this.unfitSince = now();
  }

  /** As it was when it was last looked at or asked. */
  synchronized boolean isFit() {
    return fit;
  }

  /** The primary had written so far at that moment of this replica's stopwatch. */
  synchronized void written(long nanos, Position at) {
    if (followed == null || !at.of().equals(followed.of()) || !at.line().equals(followed.line())) {
      marks.forget();
    }
    followed = at;
    if (at.bytes() != null) {
      marks.written(nanos, at.bytes());
    }
  }

  /**
   * A server at the standby's address has replayed so far: there may be several, and one may come
   * back with less than it had, so that each is judged by what it has now.
   *
   * @return whether what is read there from now on is young enough
   */
  synchronized boolean replayed(long nanos, Position at) {
    Position primary = followed;
    Long bytes = at.bytes();
    replayed = null;
    if (bytes == null) {
      return unfit("it is no standby, it takes writes of its own");
    }
    if (primary == null || !at.of().equals(primary.of())) {
      return unfit("it follows another database");
    }
    if (!at.line().equals(primary.line())) {
      return unfit("it does not follow the new primary yet");
    }
    replayed = bytes;
    Optional<Duration> behind = marks.behind(nanos, bytes);
    if (behind.isEmpty()) {
      return unfit("it has not caught up yet");
    }
    if (behind.get().compareTo(mostBehind) > 0) {
      return unfit("it is %d seconds behind".formatted(behind.get().toSeconds()));
    }
    if (!fit) {
      LOG.info("Scores are read from the standby.");
    }
    fit = true;
    unfitSince = null;
    return true;
  }

  synchronized void failed(Throwable failure) {
    unfit(
        failure instanceof TimeoutException
            ? "it does not answer"
            : "it cannot be read (%s)".formatted(failure.getMessage()));
  }

  /** How far the server was behind that was last looked at; empty when nothing is known of it. */
  synchronized Optional<Duration> behind(long nanos) {
    Long last = replayed;
    return last == null ? Optional.empty() : marks.behind(nanos, last);
  }

  synchronized List<Trouble> troubles() {
    Instant since = unfitSince;
    return since == null
        ? List.of()
        : List.of(
            new Trouble(
                "Scores are read from the primary and not from the standby: %s.".formatted(why),
                since));
  }

  private boolean unfit(String reason) {
    if (fit) {
      LOG.warnf("Scores are read from the primary and not from the standby: %s.", reason);
    }
    fit = false;
    why = reason;
    if (unfitSince == null) {
      unfitSince = now();
    }
    return false;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
