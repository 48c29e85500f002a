package io.afterword.dispatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a mail that was refused for now is tried again: for a sender behind a relay that queues by
 * itself (RFC 5321 4.5.4.1 leaves the times to the operator).
 */
final class RetrySchedule {
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(12),
          Duration.ofHours(24));

  private RetrySchedule() {}

  /**
   * @param refusals so far, without the one that just happened
   * @param giveUpAt after this the mail would come too late
   * @return empty when it is time to give up; from the sixth refusal on a day lies between tries
   */
  static Optional<Instant> next(int refusals, Instant now, Instant giveUpAt) {
    Instant next = now.plus(WAITS.get(Math.min(refusals, WAITS.size() - 1)));
    return next.isBefore(giveUpAt) ? Optional.of(next) : Optional.empty();
  }
}
