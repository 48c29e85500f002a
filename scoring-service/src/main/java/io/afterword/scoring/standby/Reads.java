package io.afterword.scoring.standby;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Asks what may be some seconds old: counts and answers, which come by the feed and so are late by
 * nature. A standby takes these off the primary; where there is none, or it may not be asked, the
 * primary answers. What somebody has just written (goals, annotations, series from outside) is not
 * asked here.
 */
@ApplicationScoped
public class Reads {
  /** A standby that has gone silent would keep whoever asked for as long as TCP hopes. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Somebody who may has cancelled it, or it has taken too long: the primary is not burdened. */
  private static final String CANCELLED = "57014";

  private final Pool primary;
  private final Standby standby;

  Reads(Pool primary, Standby standby) {
    this.primary = primary;
    this.standby = standby;
  }

  /** One statement, so one snapshot. */
  public Uni<RowSet<Row>> ask(String sql, Tuple parameters) {
    Pool asked = standby.pool();
    return asked == null
        ? ask(primary, sql, parameters)
        : asked
            .withConnection(
                server ->
                    standby
                        .isFit(server)
                        .chain(
                            fit ->
                                fit
                                    ? ask(server, sql, parameters)
                                    : Uni.createFrom().<RowSet<Row>>nullItem()))
            .ifNoItem()
            .after(PATIENCE)
            .fail()
            .onFailure(Reads::isTheStandbys)
            .invoke(standby::failed)
            .onFailure(Reads::isTheStandbys)
            .recoverWithNull()
            .onItem()
            .ifNull()
            .switchTo(() -> ask(primary, sql, parameters));
  }

  /** It is gone, has not replayed a migration, or had to replay what was still being read. */
  private static boolean isTheStandbys(Throwable failure) {
    return !(failure instanceof PgException refused) || !CANCELLED.equals(refused.getSqlState());
  }

  private static Uni<RowSet<Row>> ask(SqlClient server, String sql, Tuple parameters) {
    return server.preparedQuery(sql).execute(parameters);
  }
}
