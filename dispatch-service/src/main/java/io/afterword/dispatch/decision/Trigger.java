package io.afterword.dispatch.decision;

/** When a policy fires. */
public sealed interface Trigger {

  /** The word for it in API, events and tables. */
  TriggerType type();

  /** On each interaction that passes the filter. */
  record PerInteraction() implements Trigger {
    @Override
    public TriggerType type() {
      return TriggerType.PER_INTERACTION;
    }
  }

  /**
   * On each n-th interaction of a contact that passes the filter; the count starts again at zero
   * whenever it fires, whether the decision was to ask or to skip.
   *
   * @param n at least 2
   */
  record EveryN(int n) implements Trigger {
    public static final int DEFAULT_N = 5;

    public EveryN {
      if (n < 2) {
        throw new IllegalArgumentException("every " + n + " is no count");
      }
    }

    @Override
    public TriggerType type() {
      return TriggerType.EVERY_N;
    }
  }
}
