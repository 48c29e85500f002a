package io.afterword.scoring.tally;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Adds the changes of answers to the tallies per day and month. */
@ApplicationScoped
class AnswerFolder implements Foldable {

  @Override
  public String packs() {
    return "change_pack";
  }

  @Override
  public int lock() {
    return 815;
  }

  @Override
  public Uni<Void> fold(SqlConnection tx, short slot, int packs) {
    return tx.preparedQuery(FoldStatement.SQL).execute(Tuple.of(slot, packs)).replaceWithVoid();
  }
}
