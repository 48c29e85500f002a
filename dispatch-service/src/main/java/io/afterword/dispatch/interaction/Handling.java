package io.afterword.dispatch.interaction;

import io.afterword.dispatch.interaction.Interaction.Agent;
import org.jspecify.annotations.Nullable;

/**
 * Who had to do with it, as it was reported: what the credit was given by, kept beside it.
 *
 * @param agent who replied, of a reply; who closed it, of an end
 * @param credit how the one with the credit was found; null as long as it was not looked for
 */
public record Handling(
    @Nullable Agent agent,
    @Nullable Agent assignee,
    @Nullable Agent lastReplied,
    @Nullable Credit credit) {

  /** One agent was named, in whatever part. */
  public static Handling by(@Nullable Agent agent) {
    return new Handling(agent, null, null, null);
  }

  /** Whether the report says more than one agent. */
  public boolean isDetailed() {
    return assignee != null || lastReplied != null;
  }

  Handling replied(Agent last) {
    return new Handling(agent, assignee, last, credit);
  }

  Handling credited(Credit by) {
    return new Handling(agent, assignee, lastReplied, by);
  }
}
