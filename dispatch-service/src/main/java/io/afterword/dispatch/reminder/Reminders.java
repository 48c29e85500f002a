package io.afterword.dispatch.reminder;

import io.afterword.dispatch.contact.Contact;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.SendTimes;
import io.afterword.dispatch.delivery.Outgoing;
import io.afterword.dispatch.policy.Policies;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts reminders into the queue when their time has come. Whether one goes out is decided with its
 * mark, as for every mail: by then the invitation may be answered, cancelled or paused.
 */
@ApplicationScoped
class Reminders {
  private static final String DUE =
      """
      select i.id, i.policy_id, i.contact_id, i.reminded, c.time_zone
      from invitation i join contact c on c.id = i.contact_id
      where i.remind_at <= $1 and i.state = 'OPEN'
      order by i.remind_at limit $2 for update of i skip locked
      """;

  /** After a long pause the second keeps its distance to the first. */
  private static final String REMINDED =
      """
      update invitation set reminded = reminded + 1,
        remind_at = greatest(first_sent_at + reminders[reminded + 2] * interval '1 second',
          case when reminders[reminded + 2] is not null
            then $2::timestamptz + (reminders[reminded + 2] - reminders[reminded + 1]) * interval '1 second' end)
      where id = any($1::uuid[])
      """;

  private final Pool pool;
  private final Policies policies;
  private final Outgoing outgoing;
  private final ZoneId workspaceZone;

  Reminders(
      Pool pool,
      Policies policies,
      Outgoing outgoing,
      @ConfigProperty(name = "afterword.workspace.zone") ZoneId workspaceZone) {
    this.pool = pool;
    this.policies = policies;
    this.outgoing = outgoing;
    this.workspaceZone = workspaceZone;
  }

  /**
   * Some of those that are due, in one transaction.
   *
   * @return how many there were
   */
  Uni<Integer> step(Instant now, int limit) {
    return pool.withTransaction(
        tx ->
            tx.preparedQuery(DUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> rows.stream().toList())
                .chain(
                    due ->
                        due.isEmpty()
                            ? Uni.createFrom().item(0)
                            : enqueue(tx, due, now).replaceWith(due.size())));
  }

  private Uni<Void> enqueue(SqlClient tx, List<Row> due, Instant now) {
    UUID[] ids = due.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
    return policies
        .byId(tx)
        .map(known -> due.stream().map(row -> reminder(row, known, now)).toList())
        .chain(reminders -> outgoing.remind(tx, reminders, now))
        .chain(
            () -> tx.preparedQuery(REMINDED).execute(Tuple.of(ids, now.atOffset(ZoneOffset.UTC))))
        .replaceWithVoid();
  }

  private Outgoing.Reminder reminder(Row row, Map<UUID, Policy> known, Instant now) {
    Policy policy = known.get(row.getUUID("policy_id"));
    SendTimes times =
        policy == null ? SendTimes.ANY : policy.forContact(row.getUUID("contact_id")).sendTimes();
    return new Outgoing.Reminder(
        row.getUUID("id"),
        row.getShort("reminded") > 0,
        times.firstFrom(now, Contact.zone(row.getString("time_zone"), workspaceZone)));
  }
}
