package io.afterword.platform.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;

/**
 * What a service does with events of some types; a CDI bean.
 *
 * <p>Events may come twice, late and in any order. A receiver keeps the revision it has per subject
 * and applies only a higher one, in the transaction that it is given, so that none of this matters.
 */
public interface FeedReceiver {

  /** The event types that this receiver wants. */
  Set<String> types();

  /**
   * Applies events of those types, in the order of arrival, with set-based statements on this
   * connection and nothing else. It must neither begin nor end a transaction, and every statement
   * must have finished when the Uni does.
   *
   * <p>When it fails because of what an event says (the data cannot be read, a constraint refuses
   * it), all of it is undone and the events come again in halves, until the guilty one is alone and
   * is parked. When it fails because of the database, the whole batch comes again later.
   */
  Uni<Void> apply(SqlConnection tx, List<ReceivedEvent> events);
}
