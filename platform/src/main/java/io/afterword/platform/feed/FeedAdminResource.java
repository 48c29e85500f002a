package io.afterword.platform.feed;

import io.afterword.platform.audit.Audit;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.OwnPath;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a person can do when the feed cannot go on by itself. */
@Path(OwnPath.V1 + "/feed")
@Tag(name = "Operations")
class FeedAdminResource {
  private final Pool pool;
  private final Intake intake;
  private final Audit audit;

  FeedAdminResource(Pool pool, Intake intake, Audit audit) {
    this.pool = pool;
    this.intake = intake;
    this.audit = audit;
  }

  @GET
  @Path("/parked")
  @RolesAllowed("status:read")
  @Operation(
      operationId = "listParkedEvents",
      summary = "Events from other services that could not be applied, newest first",
      description =
          "An event is parked when it cannot be read, breaks a rule of the database, or has a type"
              + " that this release does not know. The rest of its batch is applied.")
  public Uni<CursorPage<ParkedEvent>> parked(
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
    UUID after = cursor == null ? null : Cursor.id(cursor);
    return ParkedEvents.list(pool, after, limit + 1).map(found -> page(found, limit));
  }

  @POST
  @Path("/parked/{id}/replay")
  @RolesAllowed("access:admin")
  @Operation(
      operationId = "replayParkedEvent",
      summary = "Apply a parked event again",
      description =
          "Does no harm if a newer event of the same subject was applied meanwhile: the older one is"
              + " then ignored.")
  @APIResponse(responseCode = "204", description = "Applied.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND: there is no such parked event.")
  @APIResponse(responseCode = "409", description = "STILL_REFUSED: the reason is in detail.")
  public Uni<Void> replay(@RestPath UUID id) {
    return intake
        .inTransaction(
            tx ->
                ParkedEvents.lock(tx, id)
                    .chain(arrival -> intake.applyOrPark(tx, List.of(arrival)))
                    .call(refusals -> refusals.isEmpty() ? replayed(tx, id) : unchanged()))
        .invoke(
            refusals -> {
              if (!refusals.isEmpty()) {
                throw Problem.of(FeedProblem.STILL_REFUSED, refusals.get(0));
              }
            })
        .replaceWithVoid();
  }

  @DELETE
  @Path("/parked/{id}")
  @RolesAllowed("access:admin")
  @Operation(operationId = "discardParkedEvent", summary = "Give a parked event up")
  @APIResponse(responseCode = "204", description = "It is gone.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND: there is no such parked event.")
  public Uni<Void> discard(@RestPath UUID id) {
    return pool.withTransaction(
        tx ->
            ParkedEvents.discard(tx, id)
                .invoke(found -> require(found, "There is no parked event " + id + "."))
                .chain(() -> audit.record(tx, "feed.discarded", "parked-event", id.toString())));
  }

  @POST
  @Path("/subscriptions/{name}/resume")
  @RolesAllowed("access:admin")
  @Operation(
      operationId = "resumeSubscription",
      summary = "Try a paused or failing subscription again now")
  @APIResponse(responseCode = "204", description = "It is tried again.")
  @APIResponse(responseCode = "404", description = "NOT_FOUND: there is no such subscription.")
  public Uni<Void> resume(@RestPath String name) {
    return pool.withTransaction(
        tx ->
            Subscriptions.resume(tx, name)
                .invoke(found -> require(found, "There is no subscription " + name + "."))
                .chain(() -> audit.record(tx, "feed.resumed", "subscription", name)));
  }

  private Uni<Void> replayed(SqlConnection tx, UUID id) {
    return ParkedEvents.discard(tx, id)
        .chain(() -> audit.record(tx, "feed.replayed", "parked-event", id.toString()));
  }

  private static Uni<Void> unchanged() {
    return Uni.createFrom().voidItem();
  }

  private static CursorPage<ParkedEvent> page(List<ParkedEvent> found, int limit) {
    if (found.size() <= limit) {
      return new CursorPage<>(found, null);
    }
    List<ParkedEvent> shown = found.subList(0, limit);
    return new CursorPage<>(shown, Cursor.encode(shown.get(limit - 1).id().toString()));
  }

  private static void require(boolean found, String otherwise) {
    if (!found) {
      throw Problem.of(CommonProblem.NOT_FOUND, otherwise);
    }
  }
}
