package io.afterword.dispatch.coverage;

import io.afterword.dispatch.decision.SkipReason;
import io.afterword.platform.feed.Outbox;
import io.afterword.platform.feed.OutboxEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Counts the ledger by day and tells of what changed. A day is counted as a whole each time, so
 * what commits late is in the next count, and counting again changes nothing.
 */
@ApplicationScoped
class Coverage {
  /** How far back the first count goes. */
  private static final int FIRST_DAYS = 30;

  /** A decision is in the ledger within seconds of its time; a day more is safe. */
  private static final int SETTLED_AFTER_DAYS = 1;

  private static final String LAST = "select max(day) as day from coverage";

  /**
   * A move is no outcome; a reminder that is withdrawn takes no question back, since the first mail
   * went out. What is no longer there counts zero: a contact's language may have become known.
   */
  private static final String COUNT =
      """
      with decided as materialized (
        select d.policy_id,
          case when d.point <> 'SENDING' then d.outcome else 'WITHDRAW' end as outcome,
          coalesce(d.reason, '') as reason,
          coalesce(i.content ->> 'channel', '') as channel,
          coalesce(i.content ->> 'team', '') as team,
          coalesce(i.content -> 'agent' ->> 'id', '') as agent,
          coalesce(c.locale, '') as locale
        from decision d
        left join interaction i on i.id = d.interaction_id
        left join contact c on c.id = d.contact_id
        left join invitation v on v.id = d.invitation_id and d.point = 'SENDING'
        where d.decided_at >= $2 and d.decided_at < $3 and d.outcome <> 'MOVE'
          and (d.point <> 'SENDING' or v.first_sent_at is null)),
      cell as materialized (
        select md5(concat_ws(chr(31), x.policy_id, p.survey_id, $1::date, outcome, reason, channel,
            team, agent, locale))::uuid as id,
          x.policy_id, p.survey_id, outcome, reason, channel, team, agent, locale, count(*) as n
        from decided x join policy p on p.id = x.policy_id
        group by x.policy_id, p.survey_id, outcome, reason, channel, team, agent, locale),
      gone as (
        update coverage k set n = 0, revision = revision + 1
        where k.day = $1 and k.n <> 0 and not exists (select 1 from cell where cell.id = k.id)
        returning k.*),
      changed as (
        insert into coverage as k (id, policy_id, survey_id, day, outcome, reason, channel, team,
          agent, locale, n, revision)
        select id, policy_id, survey_id, $1, outcome, reason, channel, team, agent, locale, n, 1
        from cell order by id
        on conflict (id) do update set n = excluded.n, revision = k.revision + 1
        where k.n <> excluded.n
        returning k.*)
      select id, policy_id, survey_id, day, outcome, reason, channel, team, agent, locale, n,
        revision
      from (select * from gone union all select * from changed) cells
      """;

  private final Pool pool;
  private final Outbox outbox;
  private final ZoneId zone;

  Coverage(
      Pool pool, Outbox outbox, @ConfigProperty(name = "afterword.workspace.zone") ZoneId zone) {
    this.pool = pool;
    this.outbox = outbox;
    this.zone = zone;
  }

  /**
   * Counts the days that may have changed, each in a transaction of its own.
   *
   * @return how many cells changed
   */
  Uni<Integer> count(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    return pool.query(LAST)
        .execute()
        .map(rows -> from(rows.iterator().next().getLocalDate("day"), today))
        .onItem()
        .transformToMulti(from -> Multi.createFrom().items(from.datesUntil(today.plusDays(1))))
        .onItem()
        .transformToUniAndConcatenate(this::count)
        .collect()
        .with(Collectors.summingInt(changed -> changed));
  }

  /** From the last day that was counted, which may not have been over, and the one before today. */
  private static LocalDate from(@Nullable LocalDate last, LocalDate today) {
    LocalDate settled = today.minusDays(SETTLED_AFTER_DAYS);
    LocalDate begun = last == null ? today.minusDays(FIRST_DAYS) : last;
    return begun.isBefore(settled) ? begun : settled;
  }

  private Uni<Integer> count(LocalDate day) {
    return pool.withTransaction(
        tx ->
            tx.preparedQuery(COUNT)
                .execute(
                    Tuple.of(
                        day,
                        day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC),
                        day.plusDays(1).atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream().map(Coverage::event).toList())
                .call(events -> outbox.append(tx, events))
                .map(List::size));
  }

  private static OutboxEvent event(Row row) {
    String said = row.getString("reason");
    SkipReason reason = said.isEmpty() ? null : SkipReason.valueOf(said);
    return new CoverageCounted(
            row.getUUID("policy_id"),
            row.getUUID("survey_id"),
            row.getLocalDate("day"),
            Standing.of(row.getString("outcome"), reason),
            reason,
            given(row, "channel"),
            given(row, "team"),
            given(row, "agent"),
            given(row, "locale"),
            row.getLong("n"))
        .as(row.getUUID("id"), row.getInteger("revision"));
  }

  private static @Nullable String given(Row row, String column) {
    String value = row.getString(column);
    return value.isEmpty() ? null : value;
  }
}
