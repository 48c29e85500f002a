package io.afterword.survey.quarantine;

import io.afterword.platform.job.Loop;
import io.afterword.platform.start.WorkStart;
import io.afterword.survey.respond.ResponseEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Holds what was seen of links against the answers that came by them about that time: a scanner may
 * have answered before it had opened the third link, and another replica may have seen it do so.
 */
@ApplicationScoped
class SightingReview {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A sighting speaks for a minute, so after two no answer that belongs to it is still to come. */
  private static final Duration KEPT = Duration.ofMinutes(2);

  private static final String REVIEW =
      """
      with seen as materialized (
        select distinct on (r.slot, r.id) r.slot, r.id,
          array_agg(s.signal) over (partition by r.slot, r.id) as signals
        from sighting s join link l on l.key_hash = s.key_hash
          join response r on r.slot = l.slot and r.intake_key = l.invitation_id
        where r.state = 'COUNTED' and r.review is null
          and r.answered_at between s.at - interval '60 s' and s.at + interval '60 s'),
      up as (
        update response r set state = 'QUARANTINED', revision = r.revision + 1,
          reasons = (select array_agg(distinct g order by g) from unnest(seen.signals) g)
        from seen where r.slot = seen.slot and r.id = seen.id and r.state = 'COUNTED'
        returning r.*),
      changed as (
        insert into outbox (event_id, type, subject, revision, data)
        select gen_random_uuid(), 'response.changed', up.id::text, up.revision,
      """
          + ResponseEvent.DATA
          + """
        from up cross join lateral (select up.answers::text as given, $1 as iso) e),
      gone as (delete from sighting where at < $2)
      select count(*) as n from up
      """;

  private final Pool pool;
  private final Clock clock;
  private final Loop loop;

  SightingReview(Pool pool, Vertx vertx, Clock clock) {
    this.pool = pool;
    this.clock = clock;
    this.loop =
        new Loop(vertx.getDelegate(), "review of sightings", () -> runOnce().replaceWith(PAUSE));
  }

  void start(@Observes WorkStart start) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop().subscribe().with(stopped -> {});
  }

  /** Asks first, since there is nearly always nothing: no lock is taken then. */
  Uni<Void> runOnce() {
    return pool.query("select exists (select from sighting) as any")
        .execute()
        .chain(
            rows ->
                rows.iterator().next().getBoolean("any")
                    ? review(clock.instant())
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> review(Instant now) {
    return pool.preparedQuery(REVIEW)
        .execute(Tuple.of(ResponseEvent.ISO, now.minus(KEPT).atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }
}
