package io.afterword.dispatch.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.dispatch.decision.SkipReason;
import io.afterword.platform.feed.OutboxEvent;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many occasions of one kind a policy had on one day; a later one of the same subject replaces
 * it.
 *
 * @param standing what that means for who was heard
 * @param reason absent where somebody was asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CoverageCounted(
    UUID policyId,
    UUID surveyId,
    LocalDate day,
    Standing standing,
    @Nullable SkipReason reason,
    @Nullable String channel,
    @Nullable String team,
    @Nullable String agent,
    @Nullable String locale,
    long count) {
  static final String TYPE = "coverage.counted";

  OutboxEvent as(UUID cell, int revision) {
    return OutboxEvent.of(TYPE, cell.toString(), revision, this);
  }
}
