package io.afterword.dispatch.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When mails may go out, in the zone of whoever gets them. What counts is what the clocks there
 * show: an hour that the change to summer time skips is in no window, and one that comes twice is
 * in it twice.
 *
 * @param window the policy's own; null for any time
 * @param quiet the workspace's; null for none
 */
public record SendTimes(@Nullable SendWindow window, @Nullable QuietHours quiet) {
  public static final SendTimes ANY = new SendTimes(null, null);

  /** A window opens within a week, or within two where the change to summer time swallows it. */
  private static final Duration SURELY = Duration.ofDays(22);

  public boolean allow(Instant at, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    return (window == null || window.contains(local))
        && (quiet == null || !quiet.contains(local.toLocalTime()));
  }

  /** Whether the quiet hours leave something of the window, on days without a change of clocks. */
  public boolean everOpens() {
    LocalDateTime monday = LocalDate.EPOCH.plusDays(4).atStartOfDay();
    return Stream.iterate(monday, local -> local.plusMinutes(1))
        .limit(Duration.ofDays(7).toMinutes())
        .anyMatch(local -> allow(local.toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
  }

  /**
   * The first allowed moment that is not before the given one. Where quiet hours leave nothing of
   * the window, the window alone decides: an invitation is not held back for ever.
   */
  public Instant firstFrom(Instant at, ZoneId zone) {
    Instant candidate = at;
    while (!allow(candidate, zone)) {
      candidate = nextEdge(candidate, zone);
      if (candidate.isAfter(at.plus(SURELY))) {
        return new SendTimes(window, null).firstFrom(at, zone);
      }
    }
    return candidate;
  }

  /** The next moment at which something may begin to be allowed. */
  private Instant nextEdge(Instant after, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    LocalDate day = LocalDate.ofInstant(after, zone);
    Stream<Instant> ofDays =
        Stream.of(day, day.plusDays(1), day.plusDays(2))
            .flatMap(date -> edges().map(date::atTime))
            .flatMap(local -> instants(local, rules));
    ZoneOffsetTransition change = rules.nextTransition(after);
    return Stream.concat(ofDays, Stream.ofNullable(change).map(ZoneOffsetTransition::getInstant))
        .filter(edge -> edge.isAfter(after))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private Stream<LocalTime> edges() {
    return Stream.of(
            LocalTime.MIDNIGHT,
            window == null ? LocalTime.MIDNIGHT : window.from(),
            quiet == null ? LocalTime.MIDNIGHT : quiet.to())
        .distinct();
  }

  /** When clocks show that: once, twice, or, in a gap, when the gap is over. */
  private static Stream<Instant> instants(LocalDateTime local, ZoneRules rules) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return offsets.isEmpty()
        ? Stream.of(rules.getTransition(local).getInstant())
        : offsets.stream().map(local::toInstant);
  }
}
