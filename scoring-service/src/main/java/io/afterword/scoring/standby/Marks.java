package io.afterword.scoring.standby;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Tells how far a standby is behind by what the primary had written and when, by this replica's own
 * stopwatch. Asked for its last transaction's time, a standby that hears nothing any more cannot
 * tell silence from rest; here it is as old as the newest mark that it has passed.
 */
final class Marks {
  private record Mark(long nanos, long position) {}

  private final Deque<Mark> marks = new ArrayDeque<>();
  private final int most;

  /**
   * @param most marks to remember; what is older than all of them is as good as lost
   */
  Marks(int most) {
    this.most = most;
  }

  /** The primary had written so far at that moment. */
  void written(long nanos, long position) {
    marks.addLast(new Mark(nanos, position));
    if (marks.size() > most) {
      marks.removeFirst();
    }
  }

  /** From now on another server writes. */
  void forget() {
    marks.clear();
  }

  /**
   * For how long somebody may have missed something.
   *
   * @param position up to where they have everything
   * @return empty when they have not even what the oldest mark says
   */
  Optional<Duration> behind(long nanos, long position) {
    for (Iterator<Mark> newest = marks.descendingIterator(); newest.hasNext(); ) {
      Mark mark = newest.next();
      if (mark.position() <= position) {
        return Optional.of(Duration.ofNanos(nanos - mark.nanos()));
      }
    }
    return Optional.empty();
  }
}
