package io.afterword.platform.job;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Named timed work; a CDI bean. It has a row in table {@code job}; every replica looks for rows
 * that are due, one claims. It may run again after a crash in the middle, so it must be repeatable.
 */
public interface Job {

  /** Unique in the service, kebab-case, never changed: it is the key of the row. */
  String name();

  /**
   * When it runs next, business time; pure.
   *
   * @param after the moment of the last run (of the first start, if it never ran)
   * @param zone of the workspace
   */
  Instant next(Instant after, ZoneId zone);

  /**
   * Does the work.
   *
   * @param now business time
   * @return one line for the status, such as "12 invitations expired"
   */
  Uni<String> run(Instant now);

  /** A run that takes longer is given up and tried again. */
  default Duration limit() {
    return Duration.ofMinutes(15);
  }
}
