package io.afterword.platform.feed;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.feed.WebhookDeliveryView.Outcome;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.secret.SessionSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Registered addresses, their secrets, and the log of what was sent to them. */
@ApplicationScoped
class Webhooks {

  /** A receiver that is deployed once a day has the new secret by then. */
  static final Duration BOTH_SECRETS = Duration.ofHours(24);

  private static final String LIST =
      """
      select w.id, w.name, w.url, w.types, w.created_at, w.previous_until, s.failures,
        s.last_error, s.delivered_at, s.paused_at
      from webhook w join subscription s on s.name = 'webhook:' || w.id
      where w.removed_at is null and ($1::uuid is null or w.id = $1)
      order by w.id
      """;

  private final Pool pool;
  private final Audit audit;
  private final WebhookSecret secrets;

  Webhooks(Pool pool, Audit audit, SessionSecret session) {
    this.pool = pool;
    this.audit = audit;
    this.secrets = new WebhookSecret(session.keyFor("webhook secrets"));
  }

  /** Where to send, and what to sign with: the newest secret first. */
  record Target(String url, List<String> secrets) {}

  /** Gets events from now on. */
  Uni<WebhookView> create(String name, String url, Set<String> types) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    String secret = secrets.make();
    String[] sorted = types.stream().sorted().toArray(String[]::new);
    return pool.withTransaction(
        tx ->
            tx.preparedQuery(
                    "insert into webhook (id, name, url, types, secret) values ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(id, name, url, sorted, Buffer.buffer(secrets.seal(id, secret))))
                .chain(
                    () ->
                        tx.preparedQuery(
                                "insert into subscription (name, url, types, from_snap)"
                                    + " values ($1, $2, $3, pg_current_snapshot())")
                            .execute(Tuple.of(nameOf(id), url, sorted)))
                .chain(() -> audit.record(tx, "webhook.created", "webhook", id.toString()))
                .chain(() -> require(tx, id))
                .map(view -> view.with(secret, null)));
  }

  Uni<List<WebhookView>> list() {
    return pool.preparedQuery(LIST)
        .execute(Tuple.tuple().addUUID(null))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Webhooks::view).toList());
  }

  Uni<Void> remove(UUID id) {
    return change(
        id,
        "webhook.removed",
        tx ->
            tx.preparedQuery("update webhook set removed_at = now() where id = $1")
                .execute(Tuple.of(id))
                .chain(
                    () ->
                        tx.preparedQuery(
                                "update subscription set retired_at = now() where name = $1")
                            .execute(Tuple.of(nameOf(id))))
                .replaceWithVoid());
  }

  /** A new secret; for a day both sign. */
  Uni<WebhookView> rotate(UUID id) {
    String secret = secrets.make();
    return pool.withTransaction(
        tx ->
            require(tx, id)
                .chain(
                    () ->
                        tx.preparedQuery(
                                """
                                update webhook set previous_secret = secret, secret = $2,
                                  previous_until = now() + make_interval(secs => $3)
                                where id = $1 returning previous_until
                                """)
                            .execute(
                                Tuple.of(
                                    id,
                                    Buffer.buffer(secrets.seal(id, secret)),
                                    (double) BOTH_SECRETS.toSeconds())))
                .call(() -> audit.record(tx, "webhook.secret-rotated", "webhook", id.toString()))
                .chain(
                    rows ->
                        require(tx, id)
                            .map(
                                view ->
                                    view.with(
                                        secret,
                                        rows.iterator()
                                            .next()
                                            .getOffsetDateTime("previous_until")
                                            .toInstant()))));
  }

  /**
   * Sends everything again that is kept and was written then or later, and goes on from there; an
   * open window is given up, since the new one holds it too.
   */
  Uni<Void> replay(UUID id, Instant from) {
    return change(
        id,
        "webhook.replayed",
        tx ->
            tx.preparedQuery(
                    """
                    update subscription set from_snap = null, to_snap = pg_current_snapshot(),
                      pos = coalesce((select min(id) - 1 from outbox where at >= $2),
                        (select coalesce(max(id), 0) from outbox)),
                      fence = fence + 1, failures = 0, failing_since = null, last_error = null,
                      paused_at = null, next_try_at = now(), lease_until = now()
                    where name = $1
                    """)
                .execute(Tuple.of(nameOf(id), from.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid());
  }

  /** Newest first, those before a number. */
  Uni<List<Row>> deliveries(UUID id, long before, int limit) {
    return pool.preparedQuery(
            "select id, at, message_id, events, outcome, status, detail, millis"
                + " from webhook_delivery where webhook_id = $1 and id < $2"
                + " order by id desc limit $3")
        .execute(Tuple.of(id, before, (long) limit))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
  }

  Uni<List<UUID>> active() {
    return pool.query("select id from webhook where removed_at is null")
        .execute()
        .map(
            rows -> {
              List<UUID> ids = new ArrayList<>();
              rows.forEach(row -> ids.add(row.getUUID("id")));
              return ids;
            });
  }

  /** Read for every request, so that a rotation holds from the next one on. */
  Uni<Target> target(UUID id) {
    return pool.preparedQuery(
            "select url, secret, case when previous_until > now() then previous_secret end as previous"
                + " from webhook where id = $1")
        .execute(Tuple.of(id))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              List<String> valid = new ArrayList<>();
              valid.add(secrets.open(id, row.getBuffer("secret").getBytes()));
              if (row.getBuffer("previous") != null) {
                valid.add(secrets.open(id, row.getBuffer("previous").getBytes()));
              }
              return new Target(row.getString("url"), valid);
            });
  }

  /** With the log of the last 30 days; older rows go with the next request. */
  Uni<Void> log(
      UUID id,
      List<Outgoing> events,
      Outcome outcome,
      @Nullable Integer status,
      @Nullable String detail,
      Duration took) {
    return pool.preparedQuery(
            """
            with old as (delete from webhook_delivery
              where webhook_id = $1 and at < now() - interval '30 days')
            insert into webhook_delivery (webhook_id, message_id, events, outcome, status, detail, millis)
            values ($1, $2, $3, $4, $5, $6, $7)
            """)
        .execute(
            Tuple.tuple()
                .addUUID(id)
                .addUUID(events.get(0).id())
                .addInteger(events.size())
                .addString(outcome.name())
                .addInteger(status)
                .addString(detail)
                .addInteger((int) took.toMillis()))
        .replaceWithVoid();
  }

  static String nameOf(UUID id) {
    return Subscriptions.WEBHOOK + id;
  }

  private Uni<Void> change(UUID id, String action, Function<SqlClient, Uni<Void>> work) {
    return pool.withTransaction(
        tx ->
            require(tx, id)
                .chain(() -> work.apply(tx))
                .chain(() -> audit.record(tx, action, "webhook", id.toString())));
  }

  private static Uni<WebhookView> require(SqlClient tx, UUID id) {
    return tx.preparedQuery(LIST)
        .execute(Tuple.of(id))
        .map(
            rows -> {
              if (!rows.iterator().hasNext()) {
                throw Problem.of(CommonProblem.NOT_FOUND, "There is no webhook " + id + ".");
              }
              return view(rows.iterator().next());
            });
  }

  private static WebhookView view(Row row) {
    int failures = row.getInteger("failures");
    boolean paused = row.getOffsetDateTime("paused_at") != null;
    return new WebhookView(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("url"),
        List.of(row.getArrayOfStrings("types")),
        paused
            ? SubscriptionView.State.PAUSED
            : failures > 0 ? SubscriptionView.State.FAILING : SubscriptionView.State.DELIVERING,
        failures,
        row.getString("last_error"),
        instant(row, "delivered_at"),
        row.getOffsetDateTime("created_at").toInstant(),
        null,
        instant(row, "previous_until"));
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}
