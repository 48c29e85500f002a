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
 * and fill the log for as long as the standby is away.
 */
@Singleton
@Unremovable
@ReactiveDataSource(Standby.NAME)
class StandbyPool implements PgPoolCreator {
  private final DatabasePool asThePrimarys = new DatabasePool();

  @Override
  public Pool create(Input input) {
    input.poolOptions().setConnectionTimeout(0);
    return asThePrimarys.create(input);
  }
}
