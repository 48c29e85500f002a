package io.afterword.scoring.standby;

import io.afterword.platform.database.DatabasePool;
import io.quarkus.arc.Unremovable;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/**
 * The standby's pool, with prepared statements as the primary's. Who asks it limits the wait; the
 * pool's own limit would also strike, half a minute later, at questions that were refused at once,
 * and fill the log for as long as the standby is away. Whoever has given up still stands in the
 * line, so it is short; beyond it the primary is asked at once.
 */
@Singleton
@Unremovable
@ReactiveDataSource(Standby.NAME)
class StandbyPool implements PgPoolCreator {
  private static final int MOST_WAITING = 64;

  /** A server that takes longer to be reached is no help. */
  private static final int CONNECT_MILLISECONDS = 2_000;

  private final DatabasePool asThePrimarys = new DatabasePool();

  @Override
  public Pool create(Input input) {
    input.poolOptions().setConnectionTimeout(0).setMaxWaitQueueSize(MOST_WAITING);
    input
        .pgConnectOptionsList()
        .forEach(options -> options.setConnectTimeout(CONNECT_MILLISECONDS));
    return asThePrimarys.create(input);
  }
}
