package io.afterword.dispatch.decision;

import io.afterword.dispatch.survey.Metric;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation that cool-downs look at: sent, perhaps sent, or still to be sent.
 *
 * @param metric of its survey, null when the survey is not known here
 * @param at the first send, or the due time of one that waits
 * @param by the policy that asks with it
 */
public record PastInvitation(UUID id, UUID surveyId, @Nullable Metric metric, Instant at, By by) {

  /**
   * Who asks with it.
   *
   * @param priority of that policy when it decided
   * @param waits whether nothing was sent yet
   */
  public record By(UUID policy, int priority, boolean waits) {}

  /** Whether it gives way to an invitation of that priority: only what waits does. */
  public boolean givesWayTo(int priority) {
    return by.waits() && by.priority() < priority;
  }
}
