package io.afterword.survey.quarantine;

import io.afterword.platform.audit.Audit;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.survey.survey.PublishedVersions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows what is in quarantine and takes people's decisions. */
@ApplicationScoped
class QuarantineService {

  private final QuarantineRepository quarantine;
  private final PublishedVersions versions;
  private final Audit audit;
  private final Pool pool;

  QuarantineService(
      QuarantineRepository quarantine, PublishedVersions versions, Audit audit, Pool pool) {
    this.quarantine = quarantine;
    this.versions = versions;
    this.audit = audit;
    this.pool = pool;
  }

  Uni<CursorPage<QuarantinedView>> list(UUID surveyId, @Nullable String cursor, int limit) {
    UUID after = cursor == null ? null : Cursor.id(cursor);
    return versions
        .requireSurvey(surveyId)
        .chain(() -> quarantine.list(surveyId, after, limit + 1))
        .map(found -> page(found, limit));
  }

  /** In one transaction with the audit, which has an entry for each. */
  Uni<List<UUID>> decide(UUID surveyId, List<UUID> ids, Decision decision) {
    return pool.withTransaction(
        tx ->
            quarantine
                .decide(tx, surveyId, ids, decision)
                .call(decided -> record(tx, decided, decision)));
  }

  private Uni<Void> record(SqlClient tx, List<UUID> decided, Decision decision) {
    String action = decision == Decision.RELEASED ? "response.released" : "response.rejected";
    return Multi.createFrom()
        .iterable(decided)
        .onItem()
        .transformToUniAndConcatenate(id -> audit.record(tx, action, "response", id.toString()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static CursorPage<QuarantinedView> page(List<QuarantinedView> found, int limit) {
    boolean more = found.size() > limit;
    List<QuarantinedView> shown = more ? found.subList(0, limit) : found;
    return new CursorPage<>(
        shown, more ? Cursor.encode(shown.get(limit - 1).id().toString()) : null);
  }
}
