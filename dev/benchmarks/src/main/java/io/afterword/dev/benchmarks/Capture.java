package io.afterword.dev.benchmarks;

import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Durable responses per second: every post answers another link, and is counted only as far as its
 * row and its two events are in the database afterwards.
 */
final class Capture implements Benchmark {
  private static final int ROUNDS = 6;
  private static final Duration TURN = Duration.ofSeconds(4);

  /** Until the compiler is done: on two processors the rate rises that long. */
  private static final Duration WARM_UP = Duration.ofSeconds(45);

  /** More than one turn can use, so that every turn has keys of its own. */
  private static final long KEYS_PER_TURN = 160_000;

  /** As many turns' keys as the warm-up may use. */
  private static final long WARM_UP_TURNS = 5;

  @Override
  public Map<String, Object> described() {
    return Map.of(
        "rounds", ROUNDS,
        "secondsPerTurn", TURN.toSeconds(),
        "generator", "wrk, 1 thread, on the same processors",
        "running", "survey-service alone: nobody takes its events meanwhile",
        "request", "POST /r/KEY, a rating and a short comment, each to a link of its own",
        "checked", "after each turn, rows and events in the database against the answers 201");
  }

  @Override
  public List<Comparison> run(Bed bed) {
    bed.stop(ServiceKind.DISPATCH, ServiceKind.SCORING);
    new Links(bed).make(KEYS_PER_TURN * (WARM_UP_TURNS + 2 * ROUNDS));
    Wrk wrk = Wrk.of(bed.folder(), "POST");
    URI survey = bed.address(ServiceKind.SURVEY);
    wrk.run(survey, 64, WARM_UP, 0);
    PgBench pgbench =
        PgBench.of(
            bed.postgres(), bed.suite().database(ServiceKind.SURVEY), bed.folder(), sql(bed, ""));
    pgbench.run(64, Duration.ofSeconds(2));
    try (ServiceProcess endpoints = bed.startEndpoints("no-store", Map.of());
        ServiceProcess constants = bed.startEndpoints("constants", storing(bed))) {
      wrk.run(endpoints.address(), 64, WARM_UP, 0);
      wrk.run(constants.address(), 64, WARM_UP, 0);

      Turns turns = new Turns();
      for (int connections : new int[] {64, 256}) {
        turns
            .with(ours(connections), round -> ours(bed, wrk, connections, round))
            .with(
                "constants " + connections,
                round -> store(bed, wrk, constants.address(), connections, 0))
            .with("pgbench " + connections, round -> pgbench.run(connections, TURN))
            .with(
                "no store " + connections,
                round -> wrk.run(endpoints.address(), connections, TURN, 0).perSecond());
      }
      return comparisons(turns.run(ROUNDS));
    }
  }

  private static List<Comparison> comparisons(Turns turns) {
    List<Comparison> found = new ArrayList<>();
    String unit = "responses/s";
    for (int connections : new int[] {64, 256}) {
      boolean few = connections == 64;
      found.add(
          new Comparison(
              "durable responses, " + connections + " connections",
              unit,
              turns.figuresOf(ours(connections)),
              "pgbench inserting the same three rows one by one, %d clients".formatted(connections),
              turns.figuresOf("pgbench " + connections),
              few ? 1.0 : null,
              few ? null : 1.5));
      found.add(
          new Comparison(
              "durable responses, " + connections + " connections",
              unit,
              turns.figuresOf(ours(connections)),
              "an endpoint of the same stack that parses the same request and stores nothing",
              turns.figuresOf("no store " + connections),
              few ? 0.25 : null,
              few ? null : 0.35));
      found.add(
          new Comparison(
              "an endpoint that stores the same three rows as constants and looks nothing up, "
                  + connections
                  + " connections",
              unit,
              turns.figuresOf("constants " + connections),
              "the same endpoint, storing nothing: no capture of these rows can come nearer to it",
              turns.figuresOf("no store " + connections),
              null,
              null));
    }
    return found;
  }

  private static String ours(int connections) {
    return "stored " + connections;
  }

  private record Stored(long responses, long events) {
    static Stored now(Bed bed) {
      String both =
          bed.text(
              ServiceKind.SURVEY,
              "select (select count(*) from response) || ' ' || (select count(*) from outbox)");
      String[] counts = both.split(" ", 2);
      return new Stored(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    Stored since(Stored before) {
      return new Stored(responses - before.responses, events - before.events);
    }

    boolean isOf(long answers, int underWay) {
      return responses >= answers && responses <= answers + underWay && events == 2 * responses;
    }
  }

  private static double ours(Bed bed, Wrk wrk, int connections, int round) {
    // The warm-up has the first keys; two turns of ours are in a round.
    long turn = WARM_UP_TURNS + 2L * round + (connections == 64 ? 0 : 1);
    return store(bed, wrk, bed.address(ServiceKind.SURVEY), connections, turn * KEYS_PER_TURN);
  }

  private static double store(Bed bed, Wrk wrk, URI where, int connections, long firstKey) {
    Stored before = Stored.now(bed);
    Wrk.Load load = wrk.run(where, connections, TURN, firstKey);
    System.out.printf("           p50 %.1f ms, p99 %.1f ms at full load%n", load.p50(), load.p99());
    // What was under way when the generator hung up is stored too, and not in its count.
    Await.until(
        Duration.ofSeconds(5),
        () -> Stored.now(bed).since(before),
        stored -> stored.isOf(load.answers(), connections),
        load.answers() + " answers");
    return load.perSecond();
  }

  private static Map<String, String> storing(Bed bed) {
    String database =
        "postgresql://%s:%d/%s"
            .formatted(
                bed.postgres().host(),
                bed.postgres().port(),
                bed.suite().database(ServiceKind.SURVEY));
    return Map.of(
        "BENCHMARK_DATABASE",
        database,
        "BENCHMARK_STATEMENT",
        sql(bed, " from generate_series(1, $1::int)"));
  }

  /**
   * The rows of stored responses as constants; only ids and times are made anew.
   *
   * @param times how many responses, as a from clause; one without it
   */
  private static String sql(Bed bed, String times) {
    String constants =
        bed.text(
            ServiceKind.SURVEY,
            """
            select format(
              'with i as materialized (select uuidv7() id, uuidv7() invitation'
              '{times}),'
              ' r as (insert into response (slot, id, intake_key, survey_id, survey_version,'
              ' invitation_id, surface, locale, completeness, answers, context, first_answered_at,'
              ' answered_at, closes_at) select %s, id, invitation, %L, %s, invitation, %L, %L, %L,'
              ' %L, %L, now(), now(), %L from i),'
              ' c as (insert into outbox (event_id, type, subject, revision, data)'
              ' select uuidv7(), ''response.changed'', id::text, 1, %L from i),'
              ' a as (insert into outbox (event_id, type, subject, revision, data)'
              ' select uuidv7(), ''invitation.answered'', invitation::text, 1, %L from i)'
              ' select count(*) from i;',
              r.slot, r.survey_id, r.survey_version, r.surface, r.locale, r.completeness, r.answers,
              r.context, r.closes_at, c.data, a.data)
            from response r
            join outbox c on c.subject = r.id::text
            join outbox a on a.subject = r.invitation_id::text and a.type = 'invitation.answered'
            limit 1
            """
                .replace("{times}", times));
    // pgbench takes :true and the like for its variables; JSON may have a space there.
    return constants.replace("\":", "\": ");
  }
}
