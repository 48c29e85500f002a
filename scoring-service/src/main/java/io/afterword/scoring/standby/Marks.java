package io.afterword.scoring.standby;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Tells how far a standby is behind by what the primary had written and when, by this replica's own
 * stopwatch. Asked for its last transaction's time, a standby that hears nothing any more cannot
 * tell silence from rest; here it is as old as the last mark that it has passed.
 */
final class Marks {
  private record Mark(long nanos, long position) {}

  private final Deque<Mark> ahead = new ArrayDeque<>();
  private final int most;
  private boolean passedAny;
  private long passedNanos;

  /**
   * @param most marks to remember; what is older than all of them is as good as lost
   */
  Marks(int most) {
    this.most = most;
  }

  /** The primary had written so far at that moment. */
  void written(long nanos, long position) {
    ahead.addLast(new Mark(nanos, position));
    if (ahead.size() > most) {
      ahead.removeFirst();
    }
  }

  /** The standby has everything up to here. */
  void replayed(long position) {
    while (!ahead.isEmpty() && ahead.getFirst().position() <= position) {
      passedNanos = ahead.removeFirst().nanos();
      passedAny = true;
    }
  }

  /** For how long the standby may have missed something; empty as long as nothing is known. */
  Optional<Duration> behind(long nanos) {
    return passedAny ? Optional.of(Duration.ofNanos(nanos - passedNanos)) : Optional.empty();
  }
}
