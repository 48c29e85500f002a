package io.afterword.scoring.series;

import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a rating is about, by how it was asked for. Pure. */
@Schema(name = "Asking")
public enum Asking {
  /** The whole relation: asked when it was time to, whatever happened last. */
  RELATIONAL,
  /** What had just happened. */
  TRANSACTIONAL,
  /** Nobody was asked: a link, a code or a widget stood there. */
  UNINVITED,
  /** The single reply in whose signature it was. */
  SIGNATURE;

  /** What is never one number: the relation and the single contact. */
  public static final Set<Asking> TWO_MEASURES = Set.of(RELATIONAL, TRANSACTIONAL);

  /** A chain comes so long after another question, not after a contact: that is a schedule too. */
  private static final Set<String> BY_TIME = Set.of("RECURRING", "CHAIN");

  /** Of a trigger's name; null where there was none. */
  public static Asking by(@Nullable String trigger) {
    if (trigger == null) {
      return UNINVITED;
    }
    return BY_TIME.contains(trigger) ? RELATIONAL : TRANSACTIONAL;
  }

  public static Asking by(@Nullable String trigger, boolean ofSignature) {
    return ofSignature ? SIGNATURE : by(trigger);
  }

  public static boolean isOfSignature(@Nullable String surface) {
    return Series.SIGNATURE.equals(surface);
  }
}
