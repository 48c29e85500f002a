package io.afterword.platform.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.util.function.Function;

/** Transactions that wait for the database as seldom as can be. */
public final class Transactions {
  private Transactions() {}

  /**
   * As {@link Pool#withTransaction(Function)}, but the first statements are sent with {@code BEGIN}
   * instead of after its answer: one round trip less. Whoever asked for it may go away meanwhile:
   * the transaction comes to its end all the same, and its connection goes back to the pool without
   * it.
   *
   * @param work its failure, and that of any of its statements, undoes everything
   */
  public static <T> Uni<T> eager(Pool pool, Function<SqlConnection, Uni<T>> work) {
    Uni<T> transaction =
        pool.withConnection(
            connection ->
                Uni.combine()
                    .all()
                    .unis(
                        connection.begin(), Uni.createFrom().deferred(() -> work.apply(connection)))
                    .withUni((begun, result) -> begun.commit().replaceWith(result))
                    .onFailure()
                    .call(() -> rollback(connection)));
    return Uni.createFrom()
        .emitter(asker -> transaction.subscribe().with(asker::complete, asker::fail));
  }

  /** A commit that failed has ended the transaction; nothing is left to undo. */
  private static Uni<Void> rollback(SqlConnection connection) {
    Transaction open = connection.transaction();
    return open == null
        ? Uni.createFrom().voidItem()
        : open.rollback().onFailure().recoverWithNull();
  }
}
