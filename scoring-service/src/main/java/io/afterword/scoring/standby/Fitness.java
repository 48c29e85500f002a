package io.afterword.scoring.standby;

import io.afterword.platform.status.Trouble;
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
  private String followed = "";
  private boolean fit;
  private String why = "it was not looked at yet";
  private @Nullable Instant unfitSince;

  Fitness(Duration mostBehind, Clock clock) {
    this.mostBehind = mostBehind;
    this.clock = clock;
    this.unfitSince = now();
  }

  synchronized boolean isFit() {
    return fit;
  }

  /** The primary had written so far at that moment of this replica's stopwatch. */
  synchronized void written(long nanos, Position at) {
    followed = at.of();
    if (at.bytes() != null) {
      marks.written(nanos, at.bytes());
    }
  }

  /** The standby has replayed so far. */
  synchronized void replayed(long nanos, Position at) {
    if (at.bytes() == null) {
      unfit("it is no standby, it takes writes of its own");
      return;
    }
    if (!at.of().equals(followed)) {
      unfit("it follows another database");
      return;
    }
    marks.replayed(at.bytes());
    Optional<Duration> behind = marks.behind(nanos);
    if (behind.isEmpty()) {
      unfit("it has not caught up yet");
    } else if (behind.get().compareTo(mostBehind) > 0) {
      unfit("it is %d seconds behind".formatted(behind.get().toSeconds()));
    } else {
      if (!fit) {
        LOG.info("Scores are read from the standby.");
      }
      fit = true;
      unfitSince = null;
    }
  }

  synchronized void failed(Throwable failure) {
    unfit("it cannot be read (%s)".formatted(failure.getMessage()));
  }

  synchronized Optional<Duration> behind(long nanos) {
    return marks.behind(nanos);
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

  private void unfit(String reason) {
    if (fit) {
      LOG.warnf("Scores are read from the primary and not from the standby: %s.", reason);
    }
    fit = false;
    why = reason;
    if (unfitSince == null) {
      unfitSince = now();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
