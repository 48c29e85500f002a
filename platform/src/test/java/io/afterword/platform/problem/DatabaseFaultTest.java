package io.afterword.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DatabaseFaultTest {
  @Inject Pool pool;

  @Test
  void a_connection_that_ends_between_two_statements_is_no_fault_of_ours() {
    Throwable failure =
        catchThrowable(
            () ->
                pool.withTransaction(tx -> end(tx).chain(() -> tx.query("select 1").execute()))
                    .await()
                    .atMost(Duration.ofSeconds(30)));

    assertThat(failure).isNotNull();
    assertThat(DatabaseFault.inWords(failure)).contains("the database does not answer");
  }

  @Test
  void a_fault_of_ours_is_not_the_databases() {
    assertThat(DatabaseFault.inWords(new IllegalStateException("no more"))).isEmpty();
  }

  /** As an operator or a failover does; over when this side knows. */
  private Uni<Void> end(SqlConnection connection) {
    var ended = new CompletableFuture<Void>();
    connection.closeHandler(() -> ended.complete(null));
    return connection
        .query("select pg_backend_pid() as pid")
        .execute()
        .map(rows -> rows.iterator().next().getInteger("pid"))
        .chain(this::terminate)
        .chain(() -> Uni.createFrom().completionStage(ended));
  }

  private Uni<RowSet<Row>> terminate(int pid) {
    return pool.preparedQuery("select pg_terminate_backend($1, 20000)").execute(Tuple.of(pid));
  }
}
