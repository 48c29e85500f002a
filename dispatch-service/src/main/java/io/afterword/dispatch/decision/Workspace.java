package io.afterword.dispatch.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all policies.
 *
 * @param floor between any two invitations to one contact
 * @param zone of contacts whose own is not known, and of its days
 * @param quiet when nobody is written to
 */
public record Workspace(Duration floor, ZoneId zone, @Nullable QuietHours quiet) {

  public LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }
}
