package io.afterword.dev.benchmarks;

import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A database of scoring-service with so many answers, made once: copied in, then counted and packed
 * by the service's own programmes. Kept, for loading ten million takes longer than looking at them.
 */
record AnswerStore(LocalPostgres server, Path checkout, Path folder, int answers) {
  static final UUID SURVEY = UUID.fromString("019a0000-0000-7000-8000-000000000001");
  private static final long SEED = 815;
  private static final short SLOT = 7;

  String database() {
    return "scores_" + answers;
  }

  private ScoringAlone scoring() {
    return new ScoringAlone(server, database(), checkout, folder);
  }

  /** The service on this database, at that port. */
  ServiceProcess service(int port) {
    return scoring().replica(port);
  }

  /** Makes it unless it is there and as new as today needs it. */
  void load() {
    server.createDatabase(database());
    program("migrate");
    // The responses come last and at once; without them the rest is from a load that was stopped.
    if (number("select count(*) from response") == 0) {
      server.dropDatabase(database());
      server.createDatabase(database());
      program("migrate");
      System.out.printf("%,d answers: %s%n", answers, "copying");
      LocalDate last = LocalDate.now(ZoneOffset.UTC).minusDays(1);
      describe(last);
      copy(last);
      execute(
          "insert into response (slot, response_id, revision, survey_id, version, state,"
              + " completeness, first_answered_at, answered_at, contact_id)"
              + " select slot, response_id, 1, '"
              + SURVEY
              + "', 1, 'COUNTED', 'COMPLETE', answered_at,"
              + " answered_at, 'customer-' || hashtext(response_id::text) % "
              + answers / 3
              + " from answer");
      execute("vacuum analyze");
    }
    if (number("select count(*) from tally_day") == 0) {
      long begin = System.nanoTime();
      System.out.print(program("rebuild"));
      System.out.printf("%,d answers counted in %d s%n", answers, seconds(begin));
      execute("vacuum analyze");
    }
  }

  /** Waits until the running service has packed every day. */
  void awaitPacked() {
    long begin = System.nanoTime();
    long left;
    while ((left = number("select count(*) from day_state where version <> packed_version")) > 0) {
      if (seconds(begin) > 900) {
        throw new IllegalStateException(left + " days are not packed");
      }
      pause();
    }
    if (seconds(begin) > 2) {
      System.out.printf("%,d answers packed in %d s%n", answers, seconds(begin));
      execute("vacuum analyze");
    }
  }

  private static long seconds(long begin) {
    return (System.nanoTime() - begin) / 1_000_000_000;
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String program(String argument) {
    Map<String, String> environment = scoring().environment(0);
    return Tool.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-jar",
            checkout.resolve("scoring-service/target/quarkus-app/quarkus-run.jar").toString(),
            argument),
        environment);
  }

  /** The survey and the names of what its answers are counted by. */
  private void describe(LocalDate last) {
    execute(
        """
        insert into survey (survey_id, slot, revision, name, metric, newest_version)
          values ('%1$s', %2$d, 1, 'After support', 'CSAT', 1);
        insert into survey_version (survey_id, version, series_break, published_at)
          values ('%1$s', 1, false, now());
        insert into series (survey_id, version, question, position, scored, metric, scale_id,
            scale_min, scale_max, polarity, satisfied, dissatisfied)
          values ('%1$s', 1, 'q1', 0, true, 'CSAT', 'csat-1-5', 1, 5, 'HIGHER_IS_BETTER', '{4,5}', '{1,2}');
        select ensure_month(m::date) from generate_series(
          date_trunc('month', date '%3$s'), date '%4$s', interval '1 month') m
        """
            .formatted(SURVEY, SLOT, last.minusDays(AnswerMaker.DAYS), last));
    List<int[]> members = new ArrayList<>(List.of(AnswerMaker.MEMBERS));
    for (int fact = 0; fact < AnswerMaker.FACT_VALUES.length; fact++) {
      members.add(new int[] {11 + fact, AnswerMaker.FACT_VALUES[fact]});
    }
    for (int[] each : members) {
      execute(
          "insert into member (dim, id, value, name, named_at) select %d, n + 1, 'm' || n, 'M ' || n, now() from generate_series(1, %d) n"
              .formatted(each[0], each[1]));
    }
  }

  /** By files, which the server reads itself. */
  private void copy(LocalDate last) {
    short series = (short) number("select id from series");
    AnswerMaker maker = new AnswerMaker(SEED, SLOT, series);
    int[] perDay = AnswerMaker.perDay(answers, last);
    Path file = folder.resolve("answers.tsv").toAbsolutePath();
    StringBuilder lines = new StringBuilder();
    try {
      for (int day = 0; day < perDay.length; day++) {
        LocalDate date = last.minusDays(AnswerMaker.DAYS - 1L - day);
        for (int answer = 0; answer < perDay[day]; answer++) {
          maker.write(date, lines);
        }
        if (lines.length() > 50_000_000 || day == perDay.length - 1) {
          Files.writeString(file, lines);
          lines.setLength(0);
          execute(
              "copy answer (%s) from '%s'".formatted(String.join(", ", AnswerMaker.COLUMNS), file));
        }
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void execute(String sql) {
    try (Connection connection = server.connect(database());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  long number(String sql) {
    return server.number(database(), sql);
  }

  /** Size of a table with its indexes and partitions, in megabytes. */
  long megabytes(String table) {
    return number(
        "select (pg_total_relation_size('%1$s') + coalesce((select sum(pg_total_relation_size(relid)) from pg_partition_tree('%1$s') where level > 0), 0)) / 1000000"
            .formatted(table));
  }
}
