package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Administrator;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Program;
import io.afterword.dev.quickstart.loop.Respondent;
import io.afterword.dev.quickstart.loop.Visitor;
import io.afterword.dev.quickstart.suite.DatabasePlan;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.StartReport;
import io.afterword.dev.quickstart.suite.Suite;
import io.afterword.dev.quickstart.suite.SuitePlan;
import io.afterword.dev.quickstart.suite.ThrowAwayState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What docs/guides/backup.md says, with its own commands: a backup is taken while mails go out, a
 * person is erased after it, everything is lost, and the suite goes on from the backup.
 */
class BackupIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SECRET = "My cat is called Quetzalcoatl.";
  private static final int CROWD = 24;

  /** Long enough that some mails are sent after the backup which wait in it. */
  private static final Duration MAIL_TAKES = Duration.ofMillis(400);

  private static final String COMMENTS =
      "select count(*) from response where answers::text like '%Quetzalcoatl%'";

  /** A command ends before a second compiler or more collectors would pay. */
  private static final String STARTS_FAST = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private final Instant at = Instant.now();
  private final Guide guide;

  BackupIT() throws Exception {
    guide = Guide.of(Tool.CHECKOUT.resolve("docs/guides/backup.md"));
    assertThat(guide.commands())
        .as("the last one by KubernetesGuideIT, the others here")
        .containsOnlyKeys(
            "back-up", "erased", "restore", "erase-again", "put-right", "restored-in-kubernetes");
  }

  @Test
  void nobody_gets_a_second_mail_and_who_was_erased_stays_erased() throws Exception {
    ThrowAwayState state =
        ThrowAwayState.under(Path.of("target", "suites", "backup").toAbsolutePath());
    Path backup = state.folder().resolve("backup of the night");
    Ports ports = Ports.free();
    try (DebianPostgres lost = DebianPostgres.start();
        DebianPostgres fresh = DebianPostgres.start()) {
      Before before;
      try (Suite suite = start(state, ports, lost)) {
        before = live(suite, () -> run("back-up", lost, backup), () -> run("erased", lost, backup));
      }
      for (ServiceKind kind : ServiceKind.values()) {
        sql(fresh, "postgres", "create database " + kind.shortName());
      }
      assertThatTheErasedStayListed(fresh, backup);
      assertThat(sql(fresh, "survey", COMMENTS))
          .as("the backup has the erased person")
          .isEqualTo("1");
      putRight(fresh, before, backup);
      try (Suite suite = start(state, ports, fresh)) {
        goOn(suite, fresh, before);
      }
      assertThatRestoreEqualsRowByRow(fresh, state.folder().resolve("quiet backup"));
      state.wentWell();
    } finally {
      state.close();
    }
  }

  /** What the lost suite has done. */
  private record Before(
      String apiKey,
      String surveyId,
      List<String> mailed,
      Map<ServiceKind, Map<String, String>> environments) {}

  private interface Step {
    void run() throws Exception;
  }

  private static Suite start(ThrowAwayState state, Ports ports, DebianPostgres server) {
    return Suite.start(
        SuitePlan.ofCheckout(
                Tool.CHECKOUT,
                state.folder(),
                ports,
                new DatabasePlan.Existing(server.url("postgres"), "", false))
            .withRelay(new SuitePlan.Relay(1000, MAIL_TAKES))
            .withSettings(
                Map.of("AFTERWORD_HONESTY_FASTEST", "PT0S", "QUARKUS_MAILER_MAX_POOL_SIZE", "1")),
        StartReport.SILENT);
  }

  private Before live(Suite suite, Step backUp, Step writeErased) throws Exception {
    List<String> scopes = new ArrayList<>(Program.SCOPES);
    scopes.addAll(List.of("contacts:read", "contacts:write"));
    String key =
        Administrator.signIn(suite.frontUrl(), suite.secrets().adminPassword())
            .makeKey("backup", scopes);
    Program program = new Program(suite.frontUrl(), key).awaitRecognised();
    String survey = program.publishSurvey("How did we do?");
    program.makePolicy(survey);
    report(program, "ada");
    report(program, "bob");
    answer(suite, "ada", 5, SECRET);
    answer(suite, "bob", 2, "Slow.");
    awaitAnswers(program, survey, 2);

    IntStream.range(0, CROWD).forEach(person -> report(program, "crowd" + person));
    backUp.run();
    awaitMails(suite, 2 + CROWD);
    report(program, "carol");
    erase(suite, key, "ada@example.org");
    writeErased.run();
    awaitMails(suite, 3 + CROWD);

    Map<ServiceKind, Map<String, String>> environments = new HashMap<>();
    for (ServiceKind kind : ServiceKind.values()) {
      environments.put(kind, suite.environment(kind));
    }
    return new Before(
        key, survey, suite.inbox().mails().stream().map(Mail::recipient).toList(), environments);
  }

  private void goOn(Suite suite, DebianPostgres server, Before before) throws Exception {
    Program program = new Program(suite.frontUrl(), before.apiKey()).awaitRecognised();
    report(program, "zoe");
    answer(suite, "zoe", 4, "All is well again.");
    Map<String, Long> withoutAda = Map.of("2", 1L, "4", 1L, "5", 0L);
    Await.until(
        PATIENCE,
        () -> program.score(before.surveyId()).distribution(),
        ratings -> ratings.entrySet().containsAll(withoutAda.entrySet()),
        "bob's answer and zoe's are counted, and ada's no longer");

    assertThat(suite.inbox().mails())
        .extracting(Mail::recipient)
        .containsExactly("zoe@example.org");
    long held =
        Long.parseLong(
            sql(server, "dispatch", "select count(*) from delivery where state = 'UNKNOWN'"));
    assertThat(held).as("mails that wait in the backup and went out after it").isPositive();
    assertThat(before.mailed()).hasSizeGreaterThan((int) held);

    awaitNone(server, "survey", COMMENTS);
    awaitNone(
        server, "scoring", "select count(*) from response where comment like '%Quetzalcoatl%'");
    assertThat(
            sql(server, "dispatch", "select count(*) from contact where email = 'ada@example.org'"))
        .isEqualTo("0");
    assertThat(sql(server, "dispatch", "select count(*) from feed_parked")).isEqualTo("0");
  }

  /**
   * Whoever writes the list every few minutes does so beside an empty and an older database, too.
   */
  private void assertThatTheErasedStayListed(DebianPostgres fresh, Path backup) throws Exception {
    List<String> listed = Files.readAllLines(backup.resolve("erased.txt"));
    assertThat(listed).isNotEmpty();
    assertThat(attempt("erased", fresh, backup).exitCode()).as("nothing is there yet").isNotZero();
    assertThat(backup.resolve("erased.txt")).hasContent(String.join("\n", listed));
    run("restore", fresh, backup);
    run("erased", fresh, backup);
    assertThat(Files.readAllLines(backup.resolve("erased.txt"))).containsAll(listed);
  }

  /** With nobody writing, each table of a restored database holds what the other one does. */
  private void assertThatRestoreEqualsRowByRow(DebianPostgres server, Path backup)
      throws Exception {
    run("back-up", server, backup);
    for (ServiceKind kind : ServiceKind.values()) {
      String database = kind.shortName();
      sql(
          server,
          "postgres",
          "alter database %s rename to %s_before".formatted(database, database));
      sql(server, "postgres", "create database " + database);
    }
    run("restore", server, backup);
    for (ServiceKind kind : ServiceKind.values()) {
      String restored = rows(server, kind.shortName());
      assertThat(restored).isEqualTo(rows(server, kind.shortName() + "_before"));
      assertThat(restored.lines()).hasSizeGreaterThan(10);
    }
  }

  /** A line for each table: its name, how many rows it has, and what they say. */
  private static String rows(DebianPostgres server, String database) throws Exception {
    String each =
        sql(
            server,
            database,
            """
            select string_agg(format('select %L, count(*), md5(string_agg(t::text, e''\\n'' order by t::text)) from %I t',
              tablename, tablename), ' union all ' order by tablename)
            from pg_tables where schemaname = 'public'
            """);
    return sql(server, database, each + " order by 1");
  }

  private void putRight(DebianPostgres server, Before before, Path backup) throws Exception {
    assertThat(service(ServiceKind.DISPATCH, "erase-again", server, before, backup))
        .contains("1 people erased again");
    for (ServiceKind kind : ServiceKind.values()) {
      assertThat(service(kind, "put-right", server, before, backup))
          .contains("events are told again");
    }
  }

  /** What a service's image and its environment come to. */
  private String service(
      ServiceKind kind, String command, DebianPostgres server, Before before, Path backup)
      throws Exception {
    Map<String, String> environment =
        new HashMap<>(Objects.requireNonNull(before.environments().get(kind)));
    environment.replaceAll(
        (name, value) ->
            name.startsWith("QUARKUS_DATASOURCE")
                ? value.replaceAll(":\\d+/", ":" + server.port() + "/")
                : value);
    environment.put("BACKUP", backup.toString());
    environment.put("JDK_JAVA_OPTIONS", STARTS_FAST);
    String commands =
        "cd %s/target/quarkus-app\n".formatted(kind.fullName()) + guide.command(command);
    Tool.Outcome outcome = Tool.onPath("sh").run(List.of("-ec", commands), environment);
    assertThat(outcome.exitCode()).as(commands + "\n" + outcome.output()).isZero();
    return outcome.output();
  }

  private void run(String name, DebianPostgres server, Path backup) throws Exception {
    Tool.Outcome outcome = attempt(name, server, backup);
    assertThat(outcome.exitCode()).as(name + "\n" + outcome.output()).isZero();
  }

  /** As whoever pastes it: a line that fails stops nothing by itself. */
  private Tool.Outcome attempt(String name, DebianPostgres server, Path backup) throws Exception {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "BACKUP", backup.toString(),
                "SURVEY_DB", server.url("survey"),
                "DISPATCH_DB", server.url("dispatch"),
                "SCORING_DB", server.url("scoring")));
    if (name.equals("restore")) {
      environment.put("NIGHT", night(backup).toString());
    }
    return Tool.onPath("sh").run(List.of("-c", guide.command(name)), environment);
  }

  /** The only one. */
  private static Path night(Path backup) throws IOException {
    try (Stream<Path> folders = Files.list(backup).filter(Files::isDirectory)) {
      List<Path> nights = folders.toList();
      assertThat(nights).hasSize(1);
      return nights.get(0);
    }
  }

  /** Erasures reach each service by the feed, in its own time. */
  private static void awaitNone(DebianPostgres server, String database, String count)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!sql(server, database, count).equals("0")) {
      assertThat(System.nanoTime()).as(database + " still has it").isLessThan(deadline);
    }
  }

  private static String sql(DebianPostgres server, String database, String sql) throws Exception {
    Tool.Outcome outcome =
        Tool.onPath("psql").run(List.of(server.url(database), "--no-psqlrc", "-qAt", "-c", sql));
    assertThat(outcome.exitCode()).as(sql + "\n" + outcome.output()).isZero();
    return outcome.output().strip();
  }

  private void report(Program program, String name) {
    program.reportSolved("case-" + name, name + "@example.org", "grace", at).expectSuccess();
  }

  private static void answer(Suite suite, String name, int rating, String comment) {
    Mail mail =
        Await.until(
                PATIENCE,
                () ->
                    suite.inbox().mails().stream()
                        .filter(each -> each.recipient().equals(name + "@example.org"))
                        .toList(),
                mails -> !mails.isEmpty(),
                "no mail came to " + name)
            .get(0);
    new Respondent(Duration.ZERO).answer(Respondent.link(mail.html(), rating), rating, comment);
  }

  private static void awaitAnswers(Program program, String survey, int count) {
    Await.until(
        PATIENCE,
        () -> program.score(survey).answers(),
        n -> n == count,
        "answers are not counted");
  }

  private static void awaitMails(Suite suite, int count) {
    Await.until(PATIENCE, suite.inbox()::received, n -> n >= count, "mails are missing");
  }

  private static void erase(Suite suite, String key, String address) {
    Visitor program = Visitor.program(key);
    URI front = suite.frontUrl();
    String contact =
        program
            .postJson(front.resolve("/v1/contacts/find"), Map.of("email", address))
            .expectSuccess()
            .text("/id");
    String erasure =
        program
            .postJson(front.resolve("/v1/erasures"), Map.of("contactId", contact))
            .expectSuccess()
            .text("/id");
    Await.until(
        PATIENCE,
        () -> program.get(front.resolve("/v1/erasures/" + erasure)).expectSuccess().json(),
        (JsonNode shown) -> shown.path("state").asText().equals("COMPLETE"),
        "the erasure was not completed");
  }
}
