package io.afterword.platform.audit;

import io.afterword.platform.audit.AuditRepository.Place;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.OwnPath;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who changed what. */
@Path(OwnPath.V1 + "/audit")
@Tag(name = "Operations")
class AuditResource {
  private final AuditRepository entries;

  AuditResource(AuditRepository entries) {
    this.entries = entries;
  }

  @GET
  @RolesAllowed("audit:read")
  @Operation(
      operationId = "listAuditEntries",
      summary = "What people and keys changed in this service, newest first",
      description = "Changes only: intake and answers are not in it. Ids only, no personal data.")
  public Uni<CursorPage<AuditEntry>> audit(
      @Parameter(description = "nextCursor of the page before.") @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit,
      @Parameter(description = "Only about subjects of this type.", example = "survey") @RestQuery
          @Nullable String subjectType,
      @Parameter(description = "Only about the subject with this id.") @RestQuery
          @Nullable String subjectId,
      @Parameter(description = "Only what this key or user did.") @RestQuery
          @Nullable String actor) {
    Place below = cursor == null ? Place.TOP : Place.decode(cursor);
    return entries
        .list(below, limit + 1, subjectType, subjectId, actor)
        .map(found -> page(found, limit));
  }

  private static CursorPage<AuditEntry> page(List<AuditEntry> found, int limit) {
    if (found.size() <= limit) {
      return new CursorPage<>(found, null);
    }
    List<AuditEntry> shown = found.subList(0, limit);
    return new CursorPage<>(shown, Place.of(shown.get(limit - 1)).encode());
  }
}
