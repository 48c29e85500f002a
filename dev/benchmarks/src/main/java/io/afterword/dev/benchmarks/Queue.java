package io.afterword.dev.benchmarks;

import io.afterword.dev.quickstart.suite.ServiceKind;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Mails claimed and settled in the queue per second: its own statements beside those of
 * db-scheduler, on tables in one database, in turns; and the same while somebody's snapshot keeps
 * all dead index entries.
 */
final class Queue implements Benchmark {
  private static final int ROUNDS = 3;
  private static final int SNAPSHOT_ROUNDS = 2;
  private static final int MAILS = 300_000;
  private static final int PER_TURN = 40_000;
  private static final int BATCH = 100;
  private static final int CONNECTIONS = 4;
  private static final Duration SNAPSHOT = Duration.ofSeconds(30);
  private static final Duration LEASE = Duration.ofMinutes(5);

  private static final String SCHEDULED_TASKS =
      """
      create table scheduled_tasks (
        task_name text not null, task_instance text not null, task_data bytea,
        execution_time timestamptz not null, picked boolean not null, picked_by text,
        last_success timestamptz, last_failure timestamptz, consecutive_failures int,
        last_heartbeat timestamptz, version bigint not null, priority smallint,
        primary key (task_name, task_instance));
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
      create index priority_execution_time_idx
        on scheduled_tasks (priority desc, execution_time asc)
      """;

  private static final String PICK =
      """
      with taken as (
        update scheduled_tasks t set picked = true, picked_by = ?, last_heartbeat = ?,
          version = version + 1
        where (t.task_name, t.task_instance) in (
          select d.task_name, d.task_instance from scheduled_tasks d
          where d.picked = false and d.execution_time <= ?
          order by d.execution_time limit ? for update skip locked)
        returning t.*)
      select task_name, task_instance, version from taken order by execution_time
      """;

  private static final String DELETE_PICKED =
      """
      delete from scheduled_tasks t using unnest(?::text[], ?::text[], ?::bigint[])
        as d(task_name, task_instance, version)
      where t.task_name = d.task_name and t.task_instance = d.task_instance
        and t.version = d.version
      """;

  /** One step of a worker: how many it dealt with. */
  private interface Step {
    int run(Connection connection, String worker) throws SQLException;
  }

  @Override
  public Map<String, Object> described() {
    return Map.of(
        "rounds",
        ROUNDS,
        "roundsWithSnapshot",
        SNAPSHOT_ROUNDS,
        "mailsPerTurn",
        PER_TURN,
        "mailsPerTurnWithSnapshot",
        MAILS + " at most, " + SNAPSHOT.toSeconds() + " s at most",
        "batch",
        BATCH,
        "connections",
        CONNECTIONS,
        "due",
        "a second apart, all of them by now",
        "running",
        "no service; the statements are run over JDBC, ours as packaged");
  }

  @Override
  public List<Comparison> run(Bed bed) {
    new Interactions(bed).askAfter(Duration.ofDays(1));
    new Interactions(bed).report(0, 1);
    bed.stop(ServiceKind.SURVEY, ServiceKind.SCORING, ServiceKind.DISPATCH);
    QueueStatements ours = QueueStatements.packaged(Path.of("").toAbsolutePath());
    prepare(bed);
    Step queue = (connection, worker) -> claimAndRemove(connection, ours, worker);
    Turns turns =
        new Turns()
            .with("queue", round -> drain(bed, "queue", queue))
            .with("db-scheduler", round -> drain(bed, "scheduled", Queue::pickAndDelete))
            .run(ROUNDS);
    Turns held =
        new Turns()
            .with("with a snapshot", round -> whileHeld(bed, queue, true))
            .with("without", round -> whileHeld(bed, queue, false))
            .run(SNAPSHOT_ROUNDS);
    return List.of(
        new Comparison(
            "mails claimed and settled in the queue, 100 at a time, 4 connections",
            "mails/s",
            turns.figuresOf("queue"),
            "db-scheduler's statement to pick 100 at a time, and one that deletes them by key and"
                + " version",
            turns.figuresOf("db-scheduler"),
            0.8,
            null),
        new Comparison(
            "the same while a snapshot is held open for 30 s",
            "mails/s",
            held.figuresOf("with a snapshot"),
            "the same without a snapshot",
            held.figuresOf("without"),
            0.5,
            null));
  }

  /** Deliveries that the queue's rows belong to; the queue itself is filled before each turn. */
  private static void prepare(Bed bed) {
    bed.execute(
        ServiceKind.DISPATCH,
        """
        with i as (
          insert into invitation (id, revision, state, policy_id, trigger, survey_id, contact_id,
            interaction_id, source, conversation, occurred_at, due_at, expires_after_seconds,
            context, created_at)
          select uuidv7(), 1, 'SCHEDULED', policy_id, trigger, survey_id, contact_id,
            uuidv7(), source, conversation, occurred_at, now() - n * interval '1 s',
            expires_after_seconds, '{}', created_at
          from (select * from invitation limit 1) t, generate_series(1, %d) n
          returning id, due_at)
        insert into delivery (id, invitation_id, kind, channel, state, due_at, attempts,
          created_at, updated_at)
        select uuidv7(), id, 'FIRST', 'MAIL', 'QUEUED', due_at, 0, now(), now() from i
        """
            .formatted(MAILS));
    bed.execute(ServiceKind.DISPATCH, SCHEDULED_TASKS);
    bed.execute(ServiceKind.DISPATCH, "analyze");
  }

  private static void fill(Bed bed, int mails) {
    bed.execute(ServiceKind.DISPATCH, "truncate delivery_queue, scheduled_tasks");
    bed.execute(
        ServiceKind.DISPATCH,
        """
        insert into delivery_queue (delivery_id, due_at)
        select id, due_at from delivery where due_at <= now() order by due_at limit %d
        """
            .formatted(mails));
    bed.execute(
        ServiceKind.DISPATCH,
        """
        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        select 'mail', delivery_id::text, due_at, false, 1 from delivery_queue
        """);
    bed.execute(ServiceKind.DISPATCH, "update lane set low_water = '-infinity'");
    bed.execute(ServiceKind.DISPATCH, "vacuum analyze delivery_queue");
    bed.execute(ServiceKind.DISPATCH, "vacuum analyze scheduled_tasks");
  }

  private static double drain(Bed bed, String worker, Step step) {
    fill(bed, PER_TURN);
    long begin = System.nanoTime();
    long done = work(bed, worker, step, Long.MAX_VALUE);
    if (done != PER_TURN) {
      throw new IllegalStateException(done + " of " + PER_TURN + " were claimed");
    }
    return done / ((System.nanoTime() - begin) / 1e9);
  }

  /** A dump would hold such a snapshot. */
  private static double whileHeld(Bed bed, Step step, boolean held) {
    fill(bed, MAILS);
    try (Connection dump = connect(bed);
        Statement statement = dump.createStatement()) {
      if (held) {
        statement.execute("begin isolation level repeatable read");
        statement.execute("select count(*) from lane");
      }
      long begin = System.nanoTime();
      long done = work(bed, "held", step, begin + SNAPSHOT.toNanos());
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (held) {
        statement.execute("rollback");
      }
      return done / seconds;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many all workers dealt with until nothing was left, or that moment. */
  private static long work(Bed bed, String name, Step step, long until) {
    List<CompletableFuture<Long>> workers = new ArrayList<>();
    for (int number = 0; number < CONNECTIONS; number++) {
      String worker = name + "-" + number;
      workers.add(CompletableFuture.supplyAsync(() -> work(bed, step, worker, until)));
    }
    return workers.stream().mapToLong(CompletableFuture::join).sum();
  }

  private static long work(Bed bed, Step step, String worker, long until) {
    try (Connection connection = connect(bed)) {
      long done = 0;
      int found = -1;
      while (found != 0 && System.nanoTime() < until) {
        found = step.run(connection, worker);
        done += found;
      }
      return done;
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static Connection connect(Bed bed) throws SQLException {
    return bed.postgres().connect(bed.suite().database(ServiceKind.DISPATCH));
  }

  private static int claimAndRemove(Connection connection, QueueStatements ours, String worker)
      throws SQLException {
    List<Object> ids = new ArrayList<>();
    List<Object> fences = new ArrayList<>();
    List<Object> holders = new ArrayList<>();
    try (PreparedStatement claim = connection.prepareStatement(ours.claim())) {
      claim.setTimestamp(1, Timestamp.from(Instant.now()));
      claim.setInt(2, BATCH);
      claim.setString(3, worker);
      claim.setDouble(4, (double) LEASE.toMillis());
      try (ResultSet rows = claim.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getObject(1));
          fences.add(rows.getLong(2));
          holders.add(worker);
        }
      }
    }
    if (ids.isEmpty()) {
      return 0;
    }
    connection.setAutoCommit(false);
    Array claimed = connection.createArrayOf("uuid", ids.toArray());
    try (PreparedStatement hold = connection.prepareStatement(ours.hold());
        PreparedStatement remove = connection.prepareStatement(ours.remove())) {
      hold.setArray(1, claimed);
      hold.setArray(2, connection.createArrayOf("bigint", fences.toArray()));
      hold.setArray(3, connection.createArrayOf("text", holders.toArray()));
      hold.executeQuery().close();
      remove.setArray(1, claimed);
      remove.executeUpdate();
    }
    connection.commit();
    connection.setAutoCommit(true);
    return ids.size();
  }

  private static int pickAndDelete(Connection connection, String worker) throws SQLException {
    List<Object> names = new ArrayList<>();
    List<Object> instances = new ArrayList<>();
    List<Object> versions = new ArrayList<>();
    Timestamp now = Timestamp.from(Instant.now());
    try (PreparedStatement pick = connection.prepareStatement(PICK)) {
      pick.setString(1, worker);
      pick.setTimestamp(2, now);
      pick.setTimestamp(3, now);
      pick.setInt(4, BATCH);
      try (ResultSet rows = pick.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
          instances.add(rows.getString(2));
          versions.add(rows.getLong(3));
        }
      }
    }
    if (names.isEmpty()) {
      return 0;
    }
    try (PreparedStatement delete = connection.prepareStatement(DELETE_PICKED)) {
      delete.setArray(1, connection.createArrayOf("text", names.toArray()));
      delete.setArray(2, connection.createArrayOf("text", instances.toArray()));
      delete.setArray(3, connection.createArrayOf("bigint", versions.toArray()));
      delete.executeUpdate();
    }
    return names.size();
  }
}
