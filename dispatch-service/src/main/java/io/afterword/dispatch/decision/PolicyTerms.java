package io.afterword.dispatch.decision;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a policy.
 *
 * @param delay from the interaction to the mail
 * @param filter null when every interaction passes
 * @param expiresAfter from the first send; also how long a mail that cannot be sent is retried
 * @param maxAge older interactions are not asked about, so that a backlog mails nobody
 */
public record PolicyTerms(
    String name,
    UUID surveyId,
    Trigger trigger,
    Duration delay,
    @Nullable Filter filter,
    Gaps coolDowns,
    Duration expiresAfter,
    Duration maxAge) {

  /** The policy's own gaps; zero where it has none. The workspace's floor holds beside them. */
  public record Gaps(Duration acrossAll, Duration perMetric, Duration perSurvey) {
    public static final Gaps NONE = new Gaps(Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** Whether counts made under the old terms say nothing about the new ones. */
  public boolean startsCountingAgain(PolicyTerms changed) {
    return !trigger.equals(changed.trigger) || !Objects.equals(filter, changed.filter);
  }
}
