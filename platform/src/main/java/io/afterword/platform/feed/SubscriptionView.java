package io.afterword.platform.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A subscriber in the status. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Subscription",
    requiredProperties = {"name", "url", "types", "state", "waiting", "failures"})
public record SubscriptionView(
    @Schema(examples = "scoring") String name,
    @Schema(description = "Where its receiver listens.") String url,
    List<String> types,
    State state,
    @Schema(description = "Events that it has not taken yet, counted up to 10,000.") int waiting,
    @Schema(description = "When the oldest of them was written.") @Nullable Instant waitingSince,
    @Schema(description = "When it last took something.") @Nullable Instant deliveredAt,
    @Schema(description = "Batches refused since then.") int failures,
    @Nullable Instant failingSince,
    @Nullable String lastError,
    @Nullable Instant nextTryAt) {

  /** How a subscription is. */
  @Schema(name = "SubscriptionState")
  public enum State {
    DELIVERING,
    /** The last batch was not taken; tried again at nextTryAt. */
    FAILING,
    /** It failed for five days and is not tried until a person resumes it; its events are kept. */
    PAUSED
  }

  /** Whether a customer registered it. */
  public boolean ofCustomer() {
    return name.startsWith(Subscriptions.WEBHOOK);
  }

  static SubscriptionView of(Row row) {
    int failures = row.getInteger("failures");
    boolean paused = row.getOffsetDateTime("paused_at") != null;
    State state = paused ? State.PAUSED : failures > 0 ? State.FAILING : State.DELIVERING;
    return new SubscriptionView(
        row.getString("name"),
        row.getString("url"),
        List.of(row.getArrayOfStrings("types")),
        state,
        row.getInteger("waiting"),
        instant(row, "waiting_since"),
        instant(row, "delivered_at"),
        failures,
        instant(row, "failing_since"),
        row.getString("last_error"),
        state == State.FAILING ? instant(row, "next_try_at") : null);
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}
