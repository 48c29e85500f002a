package io.afterword.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TransactionsTest {
  @Inject Pool pool;

  @BeforeEach
  void afresh() {
    now(run("create table if not exists written (n int unique); truncate written"));
  }

  @Test
  void everything_is_there_at_once_when_it_is_over() {
    long seen =
        now(
            Transactions.eager(
                pool, tx -> insert(tx, 1).chain(() -> insert(tx, 2)).chain(this::written)));
    assertThat(seen).as("seen by others before the end").isZero();
    assertThat(now(written())).isEqualTo(2);
  }

  @Test
  void a_failed_statement_undoes_those_sent_before_and_after_it() {
    Uni<Void> twice =
        Transactions.eager(
            pool,
            tx ->
                Uni.combine()
                    .all()
                    .unis(insert(tx, 1), insert(tx, 1), insert(tx, 2))
                    .discardItems());
    assertThatThrownBy(() -> now(twice)).isInstanceOf(PgException.class);
    assertThat(now(written())).isZero();
  }

  @Test
  void what_fails_between_two_statements_undoes_the_first() {
    Uni<Void> fails =
        Transactions.eager(
            pool,
            tx ->
                insert(tx, 1)
                    .chain(() -> Uni.createFrom().failure(new IllegalStateException("no more"))));
    assertThatThrownBy(() -> now(fails)).hasMessageContaining("no more");
    assertThat(now(written())).isZero();
  }

  /** More than the pool has connections: each must come back without its transaction. */
  @Test
  void connections_come_back_without_their_transactions() {
    for (int i = 0; i < 40; i++) {
      int n = i;
      Uni<Void> fails = Transactions.eager(pool, tx -> insert(tx, n).chain(() -> insert(tx, n)));
      assertThatThrownBy(() -> now(fails)).isNotNull();
    }
    assertThat(
            now(
                count(
                    "select count(*) from pg_stat_activity where state like 'idle in transaction%'"
                        + " and datname = current_database()")))
        .isZero();
  }

  @Test
  void it_comes_to_its_end_though_whoever_asked_goes_away() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var goOn = new CompletableFuture<Void>();
    Cancellable waiting =
        Transactions.eager(
                pool,
                tx ->
                    insert(tx, 1)
                        .invoke(begun::countDown)
                        .chain(() -> Uni.createFrom().completionStage(goOn)))
            .subscribe()
            .with(done -> {});
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    waiting.cancel();
    goOn.complete(null);
    // Waits for the row until the other transaction has ended, and is refused once it has
    // committed.
    assertThatThrownBy(() -> now(Transactions.eager(pool, tx -> insert(tx, 1))))
        .isInstanceOf(PgException.class);
    assertThat(now(written())).isEqualTo(1);
  }

  private static Uni<Void> insert(SqlConnection tx, int n) {
    return tx.query("insert into written values (" + n + ")").execute().replaceWithVoid();
  }

  private Uni<Long> written() {
    return count("select count(*) from written");
  }

  private Uni<Long> count(String sql) {
    return pool.query(sql).execute().map(rows -> rows.iterator().next().getLong(0));
  }

  private Uni<Void> run(String sql) {
    return pool.query(sql).execute().replaceWithVoid();
  }

  private static <T> T now(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(20));
  }
}
