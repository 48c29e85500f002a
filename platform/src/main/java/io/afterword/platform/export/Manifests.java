package io.afterword.platform.export;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Keeps what finished exports held, for a week. */
@ApplicationScoped
public class Manifests {

  private final Pool pool;

  Manifests(Pool pool) {
    this.pool = pool;
  }

  Uni<Void> insert(Manifest manifest) {
    return pool.preparedQuery(
            """
            with old as (delete from export_manifest where made_at < now() - interval '7 days')
            insert into export_manifest (id, format, rows, sha256, cursor)
            values ($1, $2, $3, $4, $5)
            """)
        .execute(
            Tuple.tuple()
                .addUUID(manifest.id())
                .addString(manifest.format().name())
                .addLong(manifest.rows())
                .addString(manifest.sha256())
                .addString(manifest.cursor()))
        .replaceWithVoid();
  }

  /** Fails unless an export of that id was sent to its end. */
  public Uni<Manifest> require(UUID id) {
    return pool.preparedQuery(
            "select format, rows, sha256, cursor from export_manifest where id = $1")
        .execute(Tuple.of(id))
        .map(
            rows -> {
              if (!rows.iterator().hasNext()) {
                throw Problem.of(
                    CommonProblem.NOT_FOUND,
                    "No export %s was sent to its end; export again.".formatted(id));
              }
              var row = rows.iterator().next();
              return new Manifest(
                  id,
                  ExportFormat.valueOf(row.getString("format")),
                  row.getLong("rows"),
                  row.getString("sha256"),
                  row.getString("cursor"));
            });
  }
}
