package io.afterword.platform.feed;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Applies what arrived, in one transaction: all of it, or, where an event is at fault, all but that
 * one, which is parked in the same transaction. An event of a type that nobody here wants is parked
 * too: the sender's configuration says that it is meant for this service, so the receiver for it is
 * probably only a release away.
 */
@ApplicationScoped
class Intake {
  private static final Logger LOG = Logger.getLogger(Intake.class);

  private final Pool pool;
  private final List<FeedReceiver> receivers;
  private final Set<String> types;

  Intake(Pool pool, @All List<FeedReceiver> receivers) {
    this.pool = pool;
    // The same order on every replica, so that two batches lock their rows in the same order.
    this.receivers =
        receivers.stream().sorted(Comparator.comparing(r -> r.getClass().getName())).toList();
    this.types =
        receivers.stream().flatMap(r -> r.types().stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** Applies a batch; done when it is committed, and fails if none of it is. */
  Uni<Void> apply(List<Arrival> arrivals) {
    return inTransaction(tx -> applyOrPark(tx, arrivals)).replaceWithVoid();
  }

  /**
   * Runs work in one transaction. Whoever asked for it may go away meanwhile: the transaction comes
   * to its end all the same, and its connection goes back to the pool without it.
   */
  <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
    Uni<T> transaction = pool.withConnection(tx -> transaction(tx, work));
    return Uni.createFrom()
        .emitter(asker -> transaction.subscribe().with(asker::complete, asker::fail));
  }

  /**
   * With plain statements, since the client's own transaction does not survive a failed statement,
   * and here the failed part is undone and the rest goes on.
   */
  private <T> Uni<T> transaction(SqlConnection tx, Function<SqlConnection, Uni<T>> work) {
    return run(tx, "begin")
        .chain(() -> work.apply(tx))
        .call(() -> run(tx, "commit"))
        .onFailure()
        // A rollback that fails has no connection any more, and with it no transaction.
        .call(() -> run(tx, "rollback").onFailure().recoverWithNull());
  }

  /**
   * Applies events inside a transaction, parking those at fault.
   *
   * @return why each of those was parked
   */
  Uni<List<String>> applyOrPark(SqlConnection tx, List<Arrival> arrivals) {
    if (arrivals.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return run(tx, "savepoint part")
        .chain(() -> applyAll(tx, arrivals))
        .chain(() -> run(tx, "release savepoint part"))
        .replaceWith(List.<String>of())
        .onFailure(Faults::inData)
        .recoverWithUni(
            fault ->
                run(tx, "rollback to savepoint part; release savepoint part")
                    .chain(() -> parkOrHalve(tx, arrivals, fault)));
  }

  private Uni<List<String>> parkOrHalve(SqlConnection tx, List<Arrival> arrivals, Throwable fault) {
    if (arrivals.size() == 1) {
      Arrival guilty = arrivals.get(0);
      String reason = Faults.reason(fault);
      LOG.warnf(
          "parked %s %s from %s: %s",
          guilty.json().path("type").asText("event"),
          guilty.json().path("id").asText("without id"),
          guilty.source(),
          reason);
      return ParkedEvents.park(tx, guilty, reason).replaceWith(List.of(reason));
    }
    int half = arrivals.size() / 2;
    return applyOrPark(tx, arrivals.subList(0, half))
        .chain(
            parked ->
                applyOrPark(tx, arrivals.subList(half, arrivals.size()))
                    .map(more -> Stream.concat(parked.stream(), more.stream()).toList()));
  }

  /** Reads all before anything is written: the cheapest faults come first. */
  private Uni<Void> applyAll(SqlConnection tx, List<Arrival> arrivals) {
    List<ReceivedEvent> events = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      ReceivedEvent event = arrival.read();
      if (!types.contains(event.type())) {
        throw new UnreadableEventException("no receiver here knows the type " + event.type());
      }
      events.add(event);
    }
    return Multi.createFrom()
        .iterable(receivers)
        .onItem()
        .transformToUniAndConcatenate(receiver -> give(tx, receiver, events))
        .collect()
        .last();
  }

  private static Uni<Void> give(
      SqlConnection tx, FeedReceiver receiver, List<ReceivedEvent> events) {
    List<ReceivedEvent> wanted =
        events.stream().filter(event -> receiver.types().contains(event.type())).toList();
    return wanted.isEmpty() ? Uni.createFrom().voidItem() : receiver.apply(tx, wanted);
  }

  private static Uni<Void> run(SqlConnection tx, String statement) {
    return tx.query(statement).execute().replaceWithVoid();
  }
}
