package io.afterword.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DatabasePoolTest {
  private static final String LONG = "select 1 /* " + "long ".repeat(1_000) + "*/";

  /** The names of prepared statements are of their connection, so all happens on one. */
  private static final String PREPARED =
      "select count(*) from pg_prepared_statements where statement like 'select 1 /* long%'";

  @Inject Pool pool;

  @Test
  void a_long_statement_stays_prepared_too() {
    long prepared =
        pool.withConnection(
                connection ->
                    once(connection)
                        .chain(() -> once(connection))
                        .chain(() -> connection.query(PREPARED).execute())
                        .map(rows -> rows.iterator().next().getLong(0)))
            .await()
            .atMost(Duration.ofSeconds(10));

    assertThat(prepared).isEqualTo(1);
  }

  private static Uni<Void> once(SqlConnection connection) {
    return connection.preparedQuery(LONG).execute().replaceWithVoid();
  }
}
