package io.afterword.dispatch.decision;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a policy makes of an occasion; a "no" always has its reason. */
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
   * @param facts what the reason rests on, by name: texts and numbers
   */
  record Skip(SkipReason reason, @Nullable Instant next, Map<String, Object> facts)
      implements Decision {
    public Skip {
      facts = Map.copyOf(facts);
    }

    static Skip because(SkipReason reason) {
      return new Skip(reason, null, Map.of());
    }

    static Skip because(SkipReason reason, String fact, Object value) {
      return new Skip(reason, null, Map.of(fact, value));
    }
  }
}
