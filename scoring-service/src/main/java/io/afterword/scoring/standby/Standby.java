package io.afterword.scoring.standby;

import io.afterword.platform.job.Loop;
import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.afterword.platform.metric.Reading;
import io.afterword.platform.start.WorkStart;
import io.afterword.platform.status.Trouble;
import io.afterword.platform.status.TroubleSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The standby for reads, if there is one; looked at every second by every replica. */
@ApplicationScoped
class Standby implements MetricSource, TroubleSource {
  /** The data source's name. */
  static final String NAME = "standby";

  private static final Metric BEHIND =
      Metric.gauge(
          "afterword_standby_behind_seconds",
          "For how long the standby for reads may have missed something, as this replica knows;"
              + " absent without one, and before it is first known");
  private static final Metric ASKED =
      Metric.gauge(
          "afterword_standby_asked",
          "1 while scores are read from the standby, 0 while from the primary instead; absent"
              + " without a standby");

  /** "canceling statement due to conflict with recovery". */
  private static final String CONFLICT = "40001";

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A server that takes longer for its position is no help. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String WRITTEN =
      "select system_identifier || ' ' || current_database() as of,"
          + " left(pg_walfile_name(pg_current_wal_flush_lsn()), 8) as line,"
          + " pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint as position"
          + " from pg_control_system()";

  /**
   * No position on a server that takes writes: who was promoted goes a way of its own. The line is
   * the last restart point's, so that after a promotion a standby rests until its next one.
   */
  private static final String REPLAYED =
      "select system_identifier || ' ' || current_database() as of,"
          + " upper(lpad(to_hex(timeline_id), 8, '0')) as line, case when pg_is_in_recovery()"
          + " then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint end as position"
          + " from pg_control_system(), pg_control_checkpoint()";

  private final Pool primary;
  private final @Nullable Pool pool;
  private final Loop loop;
  private final Fitness fitness;

  Standby(
      Pool primary,
      @ReactiveDataSource(NAME) InjectableInstance<Pool> pools,
      StandbyConfig config,
      Clock clock,
      Vertx vertx) {
    this.primary = primary;
    this.pool = pools.listActive().stream().findFirst().orElse(null);
    this.fitness = new Fitness(config.mostBehind(), clock);
    this.loop = new Loop(vertx, "looking at the standby", () -> look().replaceWith(PAUSE));
  }

  void start(@Observes WorkStart start) {
    if (pool != null) {
      loop.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop().subscribe().with(stopped -> {});
  }

  /**
   * Where the standby is, while it may be asked; whoever is there is asked {@link #isFit} first.
   */
  @Nullable Pool pool() {
    return fitness.isFit() ? pool : null;
  }

  /** Whether what this server says from now on is young enough. */
  Uni<Boolean> isFit(SqlConnection server) {
    return server
        .preparedQuery(REPLAYED)
        .execute()
        .map(rows -> fitness.replayed(System.nanoTime(), position(rows)));
  }

  /**
   * It failed a question. What it broke off to replay it may answer next time; whether one that
   * took too long is well is for the next look to say.
   */
  void failed(Throwable failure) {
    boolean conflict =
        failure instanceof PgException refused && CONFLICT.equals(refused.getSqlState());
    if (!conflict && !(failure instanceof TimeoutException)) {
      fitness.failed(failure);
    }
  }

  /** A primary that does not answer adds no mark, and the standby grows old by itself. */
  Uni<Void> look() {
    Pool looked = pool;
    if (looked == null) {
      return Uni.createFrom().voidItem();
    }
    // Before it is asked, for it may have written more by the time that its answer is here.
    long begin = System.nanoTime();
    return look(primary, WRITTEN)
        .onFailure()
        .recoverWithNull()
        .invoke(
            seen -> {
              if (seen != null) {
                fitness.written(begin, seen);
              }
            })
        .chain(() -> look(looked, REPLAYED))
        .invoke(seen -> fitness.replayed(System.nanoTime(), seen))
        .onFailure()
        .invoke(fitness::failed)
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private static Uni<Position> look(Pool server, String sql) {
    return server.query(sql).execute().ifNoItem().after(PATIENCE).fail().map(Standby::position);
  }

  private static Position position(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    return new Position(row.getString("of"), row.getString("line"), row.getLong("position"));
  }

  @Override
  public List<Metric> metrics() {
    return List.of(BEHIND, ASKED);
  }

  @Override
  public Uni<List<Reading>> read() {
    return Uni.createFrom().item(pool == null ? List.of() : readings());
  }

  private List<Reading> readings() {
    Reading asked = ASKED.reads(fitness.isFit() ? 1L : 0L);
    return fitness
        .behind(System.nanoTime())
        .map(behind -> List.of(BEHIND.reads(behind.toMillis() / 1000.0), asked))
        .orElse(List.of(asked));
  }

  @Override
  public Uni<List<Trouble>> troubles() {
    return Uni.createFrom().item(pool == null ? List.of() : fitness.troubles());
  }
}
