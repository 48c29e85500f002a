package io.afterword.dispatch.contact;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact under its row lock.
 *
 * @param address normalised
 * @param timeZone as it was told
 * @param suppressed why nobody writes to that address, if so
 */
public record Contact(
    UUID id,
    @Nullable String email,
    @Nullable String address,
    @Nullable String name,
    @Nullable String timeZone,
    @Nullable Instant optedOutAt,
    @Nullable String suppressed) {

  /** The contact's own zone, if it is known. */
  public ZoneId zone(ZoneId otherwise) {
    return zone(timeZone, otherwise);
  }

  /** That zone; one that a newer Java no longer knows is as good as none. */
  public static ZoneId zone(@Nullable String told, ZoneId otherwise) {
    try {
      return told == null ? otherwise : ZoneId.of(told);
    } catch (DateTimeException gone) {
      return otherwise;
    }
  }
}
