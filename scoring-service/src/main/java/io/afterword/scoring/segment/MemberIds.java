package io.afterword.scoring.segment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The interned ids of the values of one batch. */
public final class MemberIds {
  private final Map<MemberKey, Short> ids;

  MemberIds(Map<MemberKey, Short> ids) {
    this.ids = Map.copyOf(ids);
  }

  /** The id of a value that was interned with this batch; {@link Member#NOT_GIVEN} for none. */
  public short of(Segment segment, @Nullable String value) {
    if (value == null) {
      return Member.NOT_GIVEN;
    }
    Short id = ids.get(new MemberKey(segment, value));
    if (id == null) {
      throw new IllegalStateException(segment + " '" + value + "' was not interned");
    }
    return id;
  }
}
