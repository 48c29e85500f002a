package io.afterword.dispatch.decision;

import java.time.Duration;
import java.time.Period;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When a policy fires. */
public sealed interface Trigger {

  /** The word for it in API, events and tables. */
  TriggerType type();

  /** Whether reported interactions make it fire. */
  default boolean looksAtInteractions() {
    return false;
  }

  /** Whether there is nothing but the contact to look at when it fires. */
  default boolean knowsTheContactOnly() {
    return false;
  }

  /** Whether counts made for one go on under the other. */
  default boolean countsAlike(Trigger other) {
    return equals(other);
  }

  /** On each interaction that passes the filter. */
  record PerInteraction() implements Trigger {
    @Override
    public boolean looksAtInteractions() {
      return true;
    }

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
   * @param orAfterQuiet it also fires, once, when this much time has passed since the contact's
   *     last interaction and at least one was counted; null for never
   */
  record EveryN(int n, @Nullable Duration orAfterQuiet) implements Trigger {
    public static final int DEFAULT_N = 5;

    public EveryN {
      if (n < 2) {
        throw new IllegalArgumentException("every " + n + " is no count");
      }
    }

    @Override
    public boolean looksAtInteractions() {
      return true;
    }

    @Override
    public TriggerType type() {
      return TriggerType.EVERY_N;
    }

    @Override
    public boolean countsAlike(Trigger other) {
      return other instanceof EveryN counting && counting.n == n;
    }
  }

  /**
   * Once in every cycle, without an interaction.
   *
   * @param spread over how much of the cycle the asking goes; null for all of it
   */
  record Recurring(Rhythm rhythm, @Nullable Period spread) implements Trigger {
    @Override
    public TriggerType type() {
      return TriggerType.RECURRING;
    }

    @Override
    public boolean knowsTheContactOnly() {
      return true;
    }

    /** How that cycle is spread. */
    public CyclePlan plan(Rhythm.Cycle cycle, @Nullable SendWindow window) {
      return CyclePlan.of(cycle, spread, window);
    }
  }

  /**
   * Some time after what another policy has asked.
   *
   * @param follows the other policy
   * @param step what of it counts
   * @param after how long after it
   */
  record Chain(UUID follows, ChainStep step, Duration after) implements Trigger {
    public Chain {
      if (after.isNegative() || after.isZero()) {
        throw new IllegalArgumentException("a chain goes on after " + after);
      }
    }

    @Override
    public TriggerType type() {
      return TriggerType.CHAIN;
    }

    @Override
    public boolean knowsTheContactOnly() {
      return true;
    }
  }

  /** Only when somebody wants a contact to be asked: an agent's button, a page of the product. */
  record OnRequest() implements Trigger {
    @Override
    public TriggerType type() {
      return TriggerType.ON_REQUEST;
    }
  }
}
