package io.afterword.dispatch.forecast;

import io.afterword.dispatch.decision.ChainStep;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.policy.Policies;
import io.afterword.dispatch.recurrence.TurnCounts;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads what a forecast rests on: a few counts, none of which grows with the ledger. */
@ApplicationScoped
class Forecasts {
  private static final String CREATED = "select created_at from policy where id = $1";

  private static final String SENT =
      """
      select (first_sent_at at time zone $2::text)::date as day, count(*) as n from invitation
      where policy_id = $1 and first_sent_at >= $3 and first_sent_at < $4 group by 1
      """;

  private static final String WAITING =
      """
      select (greatest(due_at, $4::timestamptz) at time zone $2::text)::date as day, count(*) as n
      from invitation
      where policy_id = $1 and state = 'SCHEDULED' and due_at < $3
        and exists (select 1 from delivery d where d.invitation_id = invitation.id)
      group by 1
      """;

  /** From the counts of the ledger. */
  private static final String FIRED =
      """
      select coalesce(sum(n) filter (where outcome <> 'WITHDRAW' and not before), 0)::bigint as fired,
        coalesce(sum(case outcome when 'ASK' then n when 'WITHDRAW' then -n end), 0)::bigint as asked,
        coalesce(sum(n) filter (where outcome <> 'WITHDRAW' and (not before or reason = 'COUNTING')), 0)::bigint
          as counted
      from (select outcome, reason, n, reason in ('EVENT_DOES_NOT_ASK', 'FILTERED_OUT',
          'NOT_CUSTOMER_INITIATED', 'NOT_RESOLVED', 'COUNTING') as before
        from coverage where policy_id = $1 and day >= $2 and day < $3) c
      """;

  private static final String COUNTERS =
      """
      select counted, count(*) as n from policy_counter
      where policy_id = $1 and counts_since = $2 group by counted
      """;

  private static final String QUIET =
      """
      select ((last_at + $3::bigint * interval '1 second') at time zone $4::text)::date as day,
        count(*) as n
      from policy_counter
      where policy_id = $1 and counts_since = $2 and counted > 0
        and last_at + $3::bigint * interval '1 second' < $5
      group by 1
      """;

  private static final String FOLLOWED =
      """
      select ((%1$s + $2::bigint * interval '1 second') at time zone $3::text)::date as day,
        count(*) as n
      from invitation
      where policy_id = $1 and %1$s >= $4::timestamptz - $2::bigint * interval '1 second'
        and %1$s < $5::timestamptz - $2::bigint * interval '1 second'
      group by 1
      """;

  private final Pool pool;
  private final Policies policies;
  private final TurnCounts turns;

  Forecasts(Pool pool, Policies policies, TurnCounts turns) {
    this.pool = pool;
    this.policies = policies;
    this.turns = turns;
  }

  Uni<Forecast> of(UUID policy, Instant now) {
    return policies
        .byId(pool)
        .map(
            known ->
                Optional.ofNullable(known.get(policy))
                    .orElseThrow(
                        () ->
                            Problem.of(
                                CommonProblem.NOT_FOUND, "There is no policy " + policy + ".")))
        .chain(found -> of(found, now));
  }

  Uni<Forecast> of(Policy policy, Instant now) {
    LocalDate today = policy.workspace().day(now);
    return policy.enabled()
        ? past(policy, today)
            .chain(
                past ->
                    coming(policy, past, now)
                        .map(
                            coming ->
                                ForecastModel.of(
                                    today, past, coming, policy.terms().limits().dailyCap())))
        : Uni.createFrom().item(ForecastModel.paused(today));
  }

  private Uni<Past> past(Policy policy, LocalDate today) {
    LocalDate earliest = today.minusDays(Past.LONGEST_DAYS);
    return pool.preparedQuery(CREATED)
        .execute(Tuple.of(policy.id()))
        .map(rows -> rows.iterator().next().getOffsetDateTime("created_at").toInstant())
        .map(created -> later(policy.workspace().day(created), earliest))
        .chain(
            from ->
                sent(policy, from, today)
                    .chain(
                        sent ->
                            pool.preparedQuery(FIRED)
                                .execute(Tuple.of(policy.id(), from, today.plusDays(1)))
                                .map(rows -> past(from, today, sent, rows.iterator().next()))));
  }

  private static Past past(LocalDate from, LocalDate today, Map<LocalDate, Long> sent, Row row) {
    return new Past(
        from,
        (int) ChronoUnit.DAYS.between(from, today),
        sent,
        row.getLong("fired"),
        row.getLong("asked"),
        row.getLong("counted"));
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private Uni<Map<LocalDate, Long>> sent(Policy policy, LocalDate from, LocalDate to) {
    ZoneId zone = policy.workspace().zone();
    return pool.preparedQuery(SENT)
        .execute(Tuple.of(policy.id(), zone.getId(), start(from, zone), start(to, zone)))
        .map(Forecasts::byDay);
  }

  private Uni<Coming> coming(Policy policy, Past past, Instant now) {
    ZoneId zone = policy.workspace().zone();
    LocalDate end = policy.workspace().day(now).plusDays(ForecastModel.DAYS);
    return pool.preparedQuery(WAITING)
        .execute(
            Tuple.of(policy.id(), zone.getId(), start(end, zone), now.atOffset(ZoneOffset.UTC)))
        .map(Forecasts::byDay)
        .chain(waiting -> coming(policy, past, waiting, now));
  }

  private Uni<Coming> coming(Policy policy, Past past, Map<LocalDate, Long> waiting, Instant now) {
    Trigger trigger = policy.terms().trigger();
    LocalDate today = policy.workspace().day(now);
    LocalDate end = today.plusDays(ForecastModel.DAYS);
    if (trigger instanceof Trigger.Recurring) {
      // Turns of today and tomorrow are decided: they wait, or were skipped.
      return turns
          .of(pool, policy, today.plusDays(2), end)
          .map(counts -> new Coming(waiting, means(counts), Forecast.Basis.TURNS));
    }
    if (trigger instanceof Trigger.Chain chain) {
      return followed(policy, chain, now, end)
          .map(counts -> new Coming(waiting, means(counts), Forecast.Basis.CHAIN));
    }
    if (trigger instanceof Trigger.EveryN every) {
      return counters(policy, every, past, now)
          .map(counts -> new Coming(waiting, counts, Forecast.Basis.COUNTERS));
    }
    return Uni.createFrom().item(new Coming(waiting, Map.of(), Forecast.Basis.PAST_RATE));
  }

  private Uni<Map<LocalDate, Long>> followed(
      Policy policy, Trigger.Chain chain, Instant now, LocalDate end) {
    ZoneId zone = policy.workspace().zone();
    String step = chain.step() == ChainStep.ANSWERED ? "answered_at" : "first_sent_at";
    return pool.preparedQuery(FOLLOWED.formatted(step))
        .execute(
            Tuple.of(
                chain.follows(),
                chain.after().toSeconds(),
                zone.getId(),
                now.atOffset(ZoneOffset.UTC),
                start(end, zone)))
        .map(Forecasts::byDay);
  }

  /** Spread evenly over the days; quiet times come where they come. */
  private Uni<Map<LocalDate, Double>> counters(
      Policy policy, Trigger.EveryN every, Past past, Instant now) {
    return pool.preparedQuery(COUNTERS)
        .execute(Tuple.of(policy.id(), policy.countsSince()))
        .map(
            rows -> {
              long people = 0;
              for (Row row : rows) {
                people += row.getLong("n");
              }
              double each = people == 0 ? 0 : past.counted() / (double) people;
              double mean = each * ForecastModel.DAYS / Math.max(1, past.days());
              double firings = 0;
              for (Row row : rows) {
                firings +=
                    row.getLong("n")
                        * CountGrowth.firings(row.getInteger("counted"), every.n(), mean);
              }
              return firings / ForecastModel.DAYS;
            })
        .chain(daily -> withQuiet(policy, every, daily, now));
  }

  private Uni<Map<LocalDate, Double>> withQuiet(
      Policy policy, Trigger.EveryN every, double daily, Instant now) {
    ZoneId zone = policy.workspace().zone();
    LocalDate today = policy.workspace().day(now);
    var means = new HashMap<LocalDate, Double>();
    for (int ahead = 0; ahead < ForecastModel.DAYS; ahead++) {
      means.put(today.plusDays(ahead), daily);
    }
    if (every.orAfterQuiet() == null) {
      return Uni.createFrom().item(means);
    }
    return pool.preparedQuery(QUIET)
        .execute(
            Tuple.of(
                policy.id(),
                policy.countsSince(),
                every.orAfterQuiet().toSeconds(),
                zone.getId(),
                start(today.plusDays(ForecastModel.DAYS), zone)))
        .map(
            rows -> {
              byDay(rows)
                  .forEach((day, n) -> means.merge(later(day, today), (double) n, Double::sum));
              return means;
            });
  }

  private static Map<LocalDate, Double> means(Map<LocalDate, Long> counts) {
    var means = new HashMap<LocalDate, Double>();
    counts.forEach((day, n) -> means.put(day, (double) n));
    return means;
  }

  private static Map<LocalDate, Long> byDay(RowSet<Row> rows) {
    var counts = new HashMap<LocalDate, Long>();
    rows.forEach(row -> counts.put(row.getLocalDate("day"), row.getLong("n")));
    return counts;
  }

  private static OffsetDateTime start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
  }
}
