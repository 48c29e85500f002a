package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.benchmarks.ScoringAlone;
import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Administrator;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Program;
import io.afterword.dev.quickstart.loop.Respondent;
import io.afterword.dev.quickstart.loop.Visitor;
import io.afterword.dev.quickstart.suite.DatabasePlan;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * scoring-service on a Citus cluster, spread by deploy/citus: intake, counts, views, self-check and
 * rebuild, and the loop through all three services. {@code mvn verify -Pcitus
 * -Dcitus.url=postgresql://user:password@coordinator:5432}, where an empty database {@code scoring}
 * with the extension and its workers has to be. The siblings' are made beside it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class CitusIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String SCORING = ServiceKind.SCORING.shortName();
  private static final int PEOPLE = 20;

  private static LocalPostgres cluster;
  private static ThrowAwayState state;

  private final Instant at = Instant.now();

  @BeforeAll
  static void migrateAndSpread() throws Exception {
    assertThat(System.getProperty("citus.url", ""))
        .as("-Dcitus.url: where the coordinator of a Citus cluster is")
        .isNotEmpty();
    cluster = LocalPostgres.attach(System.getProperty("citus.url"));
    state = ThrowAwayState.under(Path.of("target", "suites", "CitusIT").toAbsolutePath());
    Map<String, String> environment = new HashMap<>(Programme.SETTINGS);
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", cluster.jdbcUrl(SCORING));
    environment.put("QUARKUS_DATASOURCE_USERNAME", cluster.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", cluster.password());
    Programme.Ended migrated =
        Programme.run(ServiceKind.SCORING, state.folder(), environment, "migrate");
    assertThat(migrated.code()).as(migrated.output()).isZero();
    cluster.execute(
        SCORING, Files.readString(Programme.CHECKOUT.resolve("deploy/citus/scoring.sql")));
    assertThat(cluster.number(SCORING, "select count(*) from citus_tables")).isPositive();
  }

  @AfterAll
  static void detach() throws IOException {
    if (state != null) {
      state.close();
      cluster.close();
    }
  }

  @Test
  @Order(1)
  void answers_are_counted_once_seen_by_every_view_and_counted_anew() throws Exception {
    ScoringAlone scoring = new ScoringAlone(cluster, SCORING, Programme.CHECKOUT, state.folder());
    Ports ports = Ports.free();
    List<ServiceProcess> replicas =
        List.of(scoring.replica(ports.scoring()), scoring.replica(ports.front()));
    Answers answers = new Answers(System.nanoTime());
    Recount recount = new Recount(cluster, SCORING);
    try {
      replicas.forEach(ServiceProcess::start);
      replicas.forEach(ServiceProcess::awaitReady);
      Senders senders = Senders.start(replicas, answers.published());
      // So many that filters read facets and not the answers.
      senders.add(answers.next(12_000, 0));
      senders.add(answers.next(1_000, 4_000));
      senders.finish();
      System.out.println(recount.check(answers.lastWords()));
      views(replicas.get(0).address(), answers.lastWords().size());
      selfCheck();
    } finally {
      replicas.forEach(ServiceProcess::close);
    }
    cluster.execute(
        SCORING,
        "update tally_day set c3 = c3 + 1 where dim = 0 and day = (select min(day) from answer)");
    assertThat(recount.wrongCells()).isPositive();
    Programme.Ended rebuilt =
        Programme.run(
            ServiceKind.SCORING, state.folder(), scoring.environment(ports.scoring()), "rebuild");
    assertThat(rebuilt.code()).as(rebuilt.output()).isZero();
    assertThat(recount.wrongCells()).isZero();
  }

  /** Each asks the cluster another kind of question. */
  private static void views(URI scoring, int counted) {
    Visitor analyst = Visitor.program(ScoringAlone.KEY);
    String days = "?survey=%s&from=%s".formatted(Answers.SURVEY, Answers.firstDay());
    for (String view :
        List.of(
            "scores" + days + "&granularity=week",
            "scores" + days + "&groupBy=agent",
            "scores" + days + "&groupBy=agent&granularity=month",
            "scores" + days + "&filter=channel:EMAIL&filter=team:team-1",
            "scores" + days + "&filter=channel:EMAIL&groupBy=agent&granularity=week",
            "scores/answers" + days + "&filter=channel:CHAT",
            "scores/respondents" + days,
            "scores/side-by-side" + days,
            "rankings" + days + "&groupBy=agent&filter=channel:CHAT",
            "rankings/best-and-worst" + days,
            "comparisons" + days + "&against=channel:EMAIL",
            "charts/p" + days + "&granularity=week",
            "correlations" + days + "&filter=channel:CHAT",
            "drivers" + days,
            "response-rates" + days,
            "response-rates/coverage" + days)) {
      analyst.get(scoring.resolve("/v1/" + view)).expectSuccess();
    }
    assertThat(
            analyst
                .get(scoring.resolve("/v1/scores" + days))
                .expectSuccess()
                .json()
                .at("/total/n")
                .asInt())
        .isEqualTo(counted);
  }

  private static void selfCheck() {
    cluster.execute(
        SCORING, "update job set due_at = now(), last_result = null where name = 'self-check'");
    Await.until(
        PATIENCE,
        () ->
            cluster.number(
                SCORING,
                "select count(*) from job where name = 'self-check'"
                    + " and last_result like '% days recounted, no difference'"),
        checked -> checked == 1,
        "the self-check found something, or did not run");
    assertThat(
            cluster.number(
                SCORING, "select count(*) from day_state where version <> checked_version"))
        .isZero();
  }

  @Test
  @Order(2)
  void the_loop_goes_through_a_cluster() {
    SuitePlan plan =
        SuitePlan.ofCheckout(
                Programme.CHECKOUT,
                state.folder().resolve("loop"),
                Ports.free(),
                new DatabasePlan.Existing(System.getProperty("citus.url"), "", false))
            .withReplicas(2)
            .withSettings(Map.of("AFTERWORD_HONESTY_FASTEST", "PT0S"));
    try (Suite suite = Suite.start(plan, StartReport.SILENT)) {
      String key =
          Administrator.signIn(suite.frontUrl(), suite.secrets().adminPassword())
              .makeKey("citus", Program.SCOPES);
      Program program = new Program(suite.frontUrl(), key).awaitRecognised();
      String survey = program.publishSurvey("How did we do?");
      program.makePolicy(survey);
      for (int person = 0; person < PEOPLE; person++) {
        program
            .reportSolved("case-" + person, "person" + person + "@example.org", "grace", at)
            .expectSuccess();
      }
      Await.until(PATIENCE, suite.inbox()::received, n -> n == PEOPLE, "mails are missing");
      for (Mail mail : suite.inbox().mails()) {
        new Respondent(Duration.ZERO).answer(Respondent.link(mail.html(), 4), 4, "Well done.");
        // The same person changes it.
        new Respondent(Duration.ZERO).answer(Respondent.link(mail.html(), 5), 5, "Very well done.");
      }
      Await.until(
          PATIENCE,
          () -> program.score(survey).distribution().getOrDefault("5", 0L),
          n -> n == PEOPLE,
          "the last answers are not counted");
      assertThat(program.score(survey).distribution()).containsEntry("4", 0L);
    }
    state.wentWell();
  }
}
