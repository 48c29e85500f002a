package io.afterword.dispatch.delivery;

import io.afterword.platform.status.Trouble;
import io.afterword.platform.status.TroubleSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The circuit in front of the relay and survey-service, shared by all replicas: while it is open
 * nobody claims, so an outage burns no attempts and floods no log.
 */
@ApplicationScoped
class Lane implements TroubleSource {
  /** Doubles from one second; a minute is soon enough to notice that the relay is back. */
  private static final String OPEN =
      """
      update lane set faults = faults + 1, reason = $1,
        faulty_since = coalesce(faulty_since, clock_timestamp()),
        blocked_until = clock_timestamp() + least(60, power(2, least(faults, 6))) * interval '1 second'
      where lane = 'default' and (blocked_until is null or blocked_until <= clock_timestamp())
      """;

  private static final String WAITS =
      "select coalesce(blocked_until > clock_timestamp(), false) from lane where lane = 'default'";

  private static final String PAUSE =
      """
      update lane set reason = $1, faults = greatest(faults, 1),
        faulty_since = coalesce(faulty_since, clock_timestamp()),
        blocked_until = greatest(blocked_until, clock_timestamp() + interval '30 seconds')
      where lane = 'default'
      """;

  private static final String CLOSE =
      "update lane set faults = 0, reason = null, faulty_since = null where lane = 'default' and faults > 0";

  private final Pool pool;
  private final AtomicBoolean mayBeOpen = new AtomicBoolean(true);

  Lane(Pool pool) {
    this.pool = pool;
  }

  /** What keeps mails from going out, for the status. */
  @Override
  public Uni<List<Trouble>> troubles() {
    return pool.query(
            "select reason, faulty_since from lane where reason is not null"
                + " and faulty_since is not null")
        .execute()
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Trouble(
                                row.getString("reason"),
                                row.getOffsetDateTime("faulty_since").toInstant()))
                    .toList());
  }

  /** Whether nobody is to send now. */
  Uni<Boolean> waits(SqlClient tx) {
    return tx.preparedQuery(WAITS).execute().map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** Something that every mail needs is down. */
  Uni<Void> fault(String reason) {
    mayBeOpen.set(true);
    return pool.preparedQuery(OPEN).execute(Tuple.of(reason)).replaceWithVoid();
  }

  /** The relay asks for a pause. */
  Uni<Void> pause(String reason) {
    mayBeOpen.set(true);
    return pool.preparedQuery(PAUSE).execute(Tuple.of(reason)).replaceWithVoid();
  }

  /** A mail went through: the next outage starts with a short wait again. */
  Uni<Void> works() {
    return mayBeOpen.compareAndSet(true, false)
        ? pool.query(CLOSE).execute().replaceWithVoid()
        : Uni.createFrom().voidItem();
  }
}
