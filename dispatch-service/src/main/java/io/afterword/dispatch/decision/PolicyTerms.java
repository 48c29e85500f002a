package io.afterword.dispatch.decision;

import io.afterword.dispatch.survey.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
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
    Duration maxAge,
    Limits limits,
    Sending sending) {

  /** The policy's own gaps; zero where it has none. The workspace's floor holds beside them. */
  public record Gaps(Duration acrossAll, Duration perMetric, Duration perSurvey) {
    public static final Gaps NONE = new Gaps(Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** Whose interactions a policy asks about. */
  public enum Initiators {
    CUSTOMER,
    ANYBODY
  }

  /**
   * Whom a policy leaves out beside its filter.
   *
   * @param sampleRate above 0, at most 1: the share of contacts that it asks
   * @param dailyCap how many it asks for one day of the workspace; null for no cap
   * @param priority when two policies want the same contact, the higher goes first
   * @param initiators null: by the survey's metric
   */
  public record Limits(
      BigDecimal sampleRate,
      @Nullable Integer dailyCap,
      int priority,
      @Nullable Initiators initiators) {
    public static final Limits NONE = new Limits(BigDecimal.ONE, null, 0, null);

    /** As it was told, else by the metric: effort is asked about what the customer began (R47). */
    public Initiators initiators(@Nullable Metric metric) {
      if (initiators != null) {
        return initiators;
      }
      return metric == Metric.CES ? Initiators.CUSTOMER : Initiators.ANYBODY;
    }
  }

  /**
   * How the mails go out.
   *
   * @param window null for any time
   * @param reminders counted from the first send, at most two, the earlier first
   * @param split contacts are spread evenly over these variants; empty for no split
   */
  public record Sending(
      @Nullable SendWindow window, List<Duration> reminders, List<Variant> split) {
    public static final Sending AT_ANY_TIME = new Sending(null, List.of(), List.of());

    public Sending {
      reminders = List.copyOf(reminders);
      split = List.copyOf(split);
    }
  }

  /** As that variant has them. */
  PolicyTerms with(Variant variant) {
    return new PolicyTerms(
        name,
        surveyId,
        trigger,
        variant.delay() == null ? delay : variant.delay(),
        filter,
        coolDowns,
        expiresAfter,
        maxAge,
        limits,
        new Sending(
            variant.window() == null ? sending.window() : variant.window(),
            sending.reminders(),
            sending.split()));
  }

  /** Whether counts made under the old terms say nothing about the new ones. */
  public boolean startsCountingAgain(PolicyTerms changed) {
    return !trigger.countsAlike(changed.trigger) || !Objects.equals(filter, changed.filter);
  }
}
