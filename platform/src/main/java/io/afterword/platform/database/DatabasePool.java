package io.afterword.platform.database;

import io.quarkus.arc.Unremovable;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The pool as it is configured, with every statement prepared once for each connection. Left to
 * itself the driver keeps no statement of more than 2,048 characters, so that PostgreSQL parses and
 * plans the longest ones, which are the busiest here, anew each time: more work than doing them.
 */
@Singleton
@Unremovable
public class DatabasePool implements PgPoolCreator {

  @Override
  public Pool create(Input input) {
    List<SqlConnectOptions> servers = List.copyOf(input.pgConnectOptionsList());
    servers.forEach(options -> options.setPreparedStatementCacheSqlFilter(sql -> true));
    return PgBuilder.pool()
        .with(input.poolOptions())
        .connectingTo(servers)
        .using(input.vertx())
        .build();
  }
}
