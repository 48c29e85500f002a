package io.afterword.dispatch.contact;

import io.afterword.dispatch.decision.Reach;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact under its row lock.
 *
 * @param address normalised
 * @param timeZone as it was told
 * @param reach whether a mail may be sent to them
 */
public record Contact(
    UUID id,
    @Nullable String email,
    @Nullable String address,
    @Nullable String name,
    @Nullable String timeZone,
    Reach reach) {

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
