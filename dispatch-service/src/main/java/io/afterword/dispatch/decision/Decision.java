package io.afterword.dispatch.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a policy makes of an interaction; a "no" always has its reason. */
public sealed interface Decision {

  /**
   * The contact will be asked.
   *
   * @param dueAt when the mail is due
   */
  record Ask(Instant dueAt) implements Decision {}

  /**
   * The contact is not asked.
   *
   * @param next when asking would be possible again; null when time alone does not change it
   */
  record Skip(SkipReason reason, @Nullable Instant next) implements Decision {
    static Skip because(SkipReason reason) {
      return new Skip(reason, null);
    }
  }
}
