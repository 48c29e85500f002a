package io.afterword.scoring.tally;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Counts whose changes are appended by intake and added up by the folder, slot by slot. */
public interface Foldable {

  /** The table of the unfolded changes; it has the columns slot and n. */
  String packs();

  /** The first half of the advisory lock that lets one replica at a slot. */
  int lock();

  /** Takes the oldest packs of the slot and adds them, in one statement. */
  Uni<Void> fold(SqlConnection tx, short slot, int packs);
}
