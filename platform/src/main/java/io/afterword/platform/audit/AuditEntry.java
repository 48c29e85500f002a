package io.afterword.platform.audit;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One change, as the API shows it. */
@Schema(
    description = "Somebody changed something. Ids only, no personal data.",
    requiredProperties = {"id", "at", "actor", "action", "subjectType", "subjectId"})
record AuditEntry(
    UUID id,
    Instant at,
    @Schema(
            description = "Id of the API key or user; \"system\" for the service itself.",
            examples = "0192f3a1-7c1e-7d1c-9a61-2f0c6f0f7b11")
        String actor,
    @Schema(description = "What was done.", examples = "survey.published") String action,
    @Schema(description = "What the id names.", examples = "survey") String subjectType,
    @Schema(examples = "0192f3a1-7c1e-7d1c-9a61-2f0c6f0f7b12") String subjectId) {

  static AuditEntry of(Row row) {
    return new AuditEntry(
        row.getUUID("id"),
        row.getOffsetDateTime("at").toInstant(),
        row.getString("actor"),
        row.getString("action"),
        row.getString("subject_type"),
        row.getString("subject_id"));
  }
}
