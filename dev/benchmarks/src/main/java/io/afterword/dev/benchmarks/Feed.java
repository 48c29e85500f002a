package io.afterword.dev.benchmarks;

import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events per second from survey-service's outbox to scoring-service's tables: the relay is held,
 * the outbox filled with new responses, and the relay let go.
 */
final class Feed implements Benchmark {
  private static final int ROUNDS = 5;
  private static final int EVENTS = 30_000;
  private static final int BATCH = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public Map<String, Object> described() {
    return Map.of(
        "rounds", ROUNDS,
        "eventsPerTurn", EVENTS,
        "batch", BATCH,
        "events", "response.changed of new responses, 50 agents, 7 teams, over signed HTTP",
        "running", "survey-service and scoring-service, which folds its counts meanwhile");
  }

  @Override
  public List<Comparison> run(Bed bed) {
    awaitDelivered(bed);
    bed.stop(ServiceKind.DISPATCH);
    Copier copier = new Copier(bed, ServiceKind.SCORING);
    deliver(bed, 0);
    deliver(bed, 1);
    copier.write(copier.read(rowsOf(1)), EVENTS / BATCH, 1);
    Turns turns =
        new Turns()
            .with("fed", round -> EVENTS / deliver(bed, round + 2))
            .with(
                "multi-row inserts",
                round -> EVENTS / copier.write(copier.read(rowsOf(round + 2)), EVENTS / BATCH, 1))
            .run(ROUNDS);
    return List.of(
        Comparison.reported(
            "events from survey-service's outbox to scoring-service's tables",
            "events/s",
            turns.figuresOf("fed"),
            "multi-row inserts of the answers and responses that they leave behind, batches of 500"
                + " over one connection, as the feed brings them; without the counts",
            turns.figuresOf("multi-row inserts")));
  }

  /** The rows of one turn, by the version of the responses' links. */
  private static Map<String, String> rowsOf(int turn) {
    Map<String, String> rows = new LinkedHashMap<>();
    String ids =
        "(select response_id from response where contact_id like 'turn-%d-%%')".formatted(turn);
    rows.put("answer", "response_id in " + ids);
    rows.put("response", "response_id in " + ids);
    return rows;
  }

  /** Seconds from letting the relay go to its last event being taken. */
  private static double deliver(Bed bed, int turn) {
    bed.execute(
        ServiceKind.SURVEY,
        "update subscription set next_try_at = now() + interval '1 hour' where name = 'scoring'");
    fill(bed, turn);
    long before = bed.number(ServiceKind.SCORING, "select count(*) from response");
    long begin = System.nanoTime();
    bed.execute(
        ServiceKind.SURVEY, "update subscription set next_try_at = now() where name = 'scoring'");
    awaitDelivered(bed);
    double seconds = (System.nanoTime() - begin) / 1e9;
    long taken = bed.number(ServiceKind.SCORING, "select count(*) from response") - before;
    long parked = bed.number(ServiceKind.SCORING, "select count(*) from feed_parked");
    if (taken != EVENTS || parked > 0) {
      throw new IllegalStateException(
          "%d of %d events arrived, %d were parked".formatted(taken, EVENTS, parked));
    }
    return seconds;
  }

  /** A response as the page stores it, by somebody else each time. */
  private static void fill(Bed bed, int turn) {
    bed.execute(
        ServiceKind.SURVEY,
        """
        insert into outbox (event_id, type, subject, revision, data)
        select uuidv7(), 'response.changed', r.id::text, 1, json_build_object(
          'responseId', r.id, 'surveyId', '%s', 'version', 1, 'invitationId', uuidv7(),
          'surface', 'MAIL', 'locale', 'en', 'state', 'COUNTED', 'completeness', 'COMPLETE',
          'firstAnsweredAt', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'answeredAt', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'answers', json_build_array(
            json_build_object('question', %s, 'rating', 1 + r.n %% 5)),
          'context', json_build_object(
            'kind', 'SUPPORT', 'channel', 'EMAIL', 'team', 'Team ' || r.n %% 7,
            'agent', json_build_object('id', 'agent-' || r.n %% 50, 'name', 'Agent'),
            'trigger', 'PER_INTERACTION', 'contactId', 'turn-%d-' || r.n,
            'contactName', 'Ada Lovelace',
            'interaction', json_build_object('source', 'helpdesk', 'id', r.n::text,
              'conversation', r.n::text, 'occurredAt',
              to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))))
        from (select n, uuidv7() id from generate_series(1, %d) n) r
        """
            .formatted(bed.surveyId(), question(bed), turn, EVENTS));
  }

  private static String question(Bed bed) {
    return bed.text(
        ServiceKind.SURVEY,
        "select quote_literal(definition::jsonb -> 'questions' -> 0 ->> 'id') from survey_version");
  }

  private static void awaitDelivered(Bed bed) {
    Await.until(
        PATIENCE,
        () ->
            bed.number(
                ServiceKind.SURVEY,
                """
                select (s.to_snap is not null or exists (
                  select 1 from outbox o where o.xid >= pg_snapshot_xmax(s.from_snap)))::int
                from subscription s where name = 'scoring'
                """),
        left -> left == 0,
        "the events were not taken");
  }
}
