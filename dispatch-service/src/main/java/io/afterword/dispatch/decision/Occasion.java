package io.afterword.dispatch.decision;

import io.afterword.dispatch.interaction.Interaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What gives rise to a decision.
 *
 * @param interaction what would be asked about
 * @param at when the occasion came: age and delay are counted from here
 * @param next when the next such occasion comes whatever is decided now; null when nobody knows
 */
public record Occasion(Cause cause, Interaction interaction, Instant at, @Nullable Instant next) {

  /** What the occasion is. */
  public enum Cause {
    /** An interaction was reported. */
    INTERACTION,
    /** Nothing happened for a while after interactions that were counted. */
    QUIET,
    /** The contact's turn in a cycle came. */
    TURN,
    /** So long ago another policy's question was sent or answered. */
    CHAIN,
    /** Somebody wants the contact to be asked, by mail. */
    ASK,
    /** Somebody wants to ask the contact right now, and shows the question. */
    SHOW
  }

  public static Occasion of(Interaction interaction) {
    return new Occasion(Cause.INTERACTION, interaction, interaction.occurredAt(), null);
  }

  /**
   * @param last the last interaction that was counted
   * @param at when it had been quiet for long enough
   */
  public static Occasion quiet(Interaction last, Instant at) {
    return new Occasion(Cause.QUIET, last, at, null);
  }

  /**
   * @param turn stands for an interaction, which there is none
   * @param next when the contact's next turn comes
   */
  public static Occasion turn(Interaction turn, Instant next) {
    return new Occasion(Cause.TURN, turn, turn.occurredAt(), next);
  }

  /**
   * @param step stands for an interaction, which there is none
   */
  public static Occasion chain(Interaction step) {
    return new Occasion(Cause.CHAIN, step, step.occurredAt(), null);
  }

  /**
   * @param shown whether whoever wants it shows the question, so that no mail is needed
   */
  public static Occasion asked(Interaction about, boolean shown, Instant now) {
    return new Occasion(shown ? Cause.SHOW : Cause.ASK, about, now, null);
  }

  /** Whether nothing is sent: the question is on somebody's screen. */
  public boolean isShown() {
    return cause == Cause.SHOW;
  }
}
