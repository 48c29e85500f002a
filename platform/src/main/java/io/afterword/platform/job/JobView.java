package io.afterword.platform.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A job in the status.
 *
 * @param dueAt when it runs next, business time
 * @param running whether a replica is running it now
 * @param failures runs that failed since the last good one
 * @param lastError of the last run, if that failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Job",
    requiredProperties = {"name", "dueAt", "running", "failures"})
public record JobView(
    String name,
    Instant dueAt,
    boolean running,
    @Nullable Instant lastRunAt,
    @Nullable String lastResult,
    int failures,
    @Nullable String lastError) {

  static JobView of(Row row) {
    OffsetDateTime lastRun = row.getOffsetDateTime("last_run_at");
    return new JobView(
        row.getString("name"),
        row.getOffsetDateTime("due_at").toInstant(),
        row.getBoolean("running"),
        lastRun == null ? null : lastRun.toInstant(),
        row.getString("last_result"),
        row.getInteger("failures"),
        row.getString("last_error"));
  }
}
