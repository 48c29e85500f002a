package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.smtp.SmtpPhase;
import io.afterword.dispatch.failure.Fault;
import io.afterword.dispatch.failure.Shows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that is away, read-only or full: the service stays, says so, and goes on. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class DatabaseOutageTest {
  private static final String OTHERS =
      "select pg_terminate_backend(pid, 20000) from pg_stat_activity"
          + " where datname = 'afterword' and pid <> pg_backend_pid()";

  @Inject Dispatch dispatch;
  @Inject Clock clock;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  private String policy;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    policy = dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT0S\"");
  }

  @AfterEach
  void heal() throws SQLException {
    asOperator(
        "alter database afterword allow_connections true",
        "alter database afterword reset default_transaction_read_only",
        OTHERS);
    isWell();
  }

  /** By another database, since the service's own may take nobody. */
  private void asOperator(String... commands) throws SQLException {
    String elsewhere = url.replaceFirst("/afterword", "/postgres");
    var user = new Properties();
    user.setProperty("user", "postgres");
    Driver driver = ServiceLoader.load(Driver.class).findFirst().orElseThrow();
    try (Connection connection = driver.connect(elsewhere, user);
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private int report() {
    return Dispatch.report(
            Dispatch.interaction(
                UUID.randomUUID().toString(), UUID.randomUUID() + "@example.com", clock.instant()))
        .extract()
        .statusCode();
  }

  private static List<String> troubles() {
    return Dispatch.asKey()
        .get("/dispatch/v1/status")
        .then()
        .statusCode(200)
        .body("troubles.findAll { it.since == null }", hasSize(0))
        .extract()
        .path("troubles.what");
  }

  private void awaitTrouble(String what) {
    dispatch.await(what, () -> troubles().contains(what));
  }

  /** Everything works again by itself. */
  private void isWell() {
    dispatch.await("reports are taken", () -> report() == 202);
    dispatch.await("no trouble", () -> troubles().isEmpty());
    Asked.by(dispatch, policy, clock.instant()).await("SENT");
  }

  @Test
  void while_it_is_away_the_service_says_so_and_goes_on_afterwards() throws SQLException {
    asOperator("alter database afterword allow_connections false", OTHERS);
    awaitTrouble("Mails cannot be claimed: the database takes no connections.");
    Dispatch.asKey()
        .get("/dispatch/v1/status")
        .then()
        .statusCode(200)
        .body("feed", nullValue(), "jobs", nullValue(), "troubles[0].since", notNullValue());
    Dispatch.report(Dispatch.interaction("x", "x@example.com", clock.instant()))
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("code", equalTo("BUSY"));
    awaitTrouble("Interactions cannot be stored: the database takes no connections.");
    asOperator("alter database afterword allow_connections true");
    isWell();
  }

  @Test
  void a_crash_of_the_database_with_recovery_is_survived() throws SQLException {
    // The server of the tests commits without waiting for its disk; what came so far must survive.
    dispatch.run("checkpoint");
    long pid = dispatch.count("select pg_backend_pid()::bigint");
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    isWell();
    assertThat(dispatch.text("select pg_postmaster_start_time()")).isNotEmpty();
  }

  @Test
  @Shows(Fault.DATABASE_DOWN)
  void results_that_cannot_be_written_are_kept_and_written_when_it_is_back() throws SQLException {
    Asked asked = onTheWire();
    asOperator("alter database afterword allow_connections false", OTHERS);
    SurroundingsResource.relay().behave();
    awaitTrouble("What became of mails cannot be written: the database takes no connections.");
    assertThat(asked.mails()).hasSize(1);
    asOperator("alter database afterword allow_connections true");
    asked.await("SENT");
    assertThat(asked.mails()).hasSize(1);
  }

  /** Somebody whose mail the relay has taken and not yet said so. */
  private Asked onTheWire() {
    String email = UUID.randomUUID() + "@example.com";
    SurroundingsResource.relay().at(SmtpPhase.DOT).forRecipient(email).stall();
    Asked asked = Asked.by(dispatch, policy, clock.instant(), email);
    SurroundingsResource.relay().awaitStalled(1, Duration.ofSeconds(10));
    return asked;
  }

  @Test
  void while_it_is_read_only_it_can_be_read_and_the_service_goes_on_afterwards()
      throws SQLException {
    asOperator("alter database afterword set default_transaction_read_only = on", OTHERS);
    awaitTrouble("Mails cannot be claimed: the database is read-only.");
    assertThat(report()).isEqualTo(503);
    awaitTrouble("Interactions cannot be stored: the database is read-only.");
    Dispatch.asKey().get("/v1/deliveries").then().statusCode(200);
    asOperator("alter database afterword reset default_transaction_read_only", OTHERS);
    isWell();
  }

  @Test
  void while_its_disk_is_full_reports_are_refused_for_now_and_taken_afterwards() {
    DatabaseFaults.fail(dispatch, "interaction_key", "insert", "53100");
    try {
      assertThat(report()).isEqualTo(503);
      awaitTrouble("Interactions cannot be stored: the database's disk is full.");
    } finally {
      DatabaseFaults.heal(dispatch, "interaction_key");
    }
    isWell();
  }

  @Test
  void results_that_a_full_disk_refuses_are_named_kept_and_written_afterwards() {
    Asked asked = onTheWire();
    DatabaseFaults.fail(dispatch, "delivery", "update", "53100");
    try {
      SurroundingsResource.relay().behave();
      awaitTrouble("What became of mails cannot be written: the database's disk is full.");
    } finally {
      DatabaseFaults.heal(dispatch, "delivery");
    }
    asked.await("SENT");
    assertThat(asked.mails()).hasSize(1);
  }

  @Test
  void a_relay_that_lets_nobody_in_stands_in_the_status_until_it_does() {
    SurroundingsResource.relay()
        .at(SmtpPhase.SENDER)
        .times(1)
        .refuse(530, "5.7.0 authentication required");
    Asked asked = Asked.by(dispatch, policy, clock.instant());
    dispatch.await(
        "the status says so",
        () ->
            troubles().stream().anyMatch(what -> what.startsWith("The mail relay does not take")));
    asked.await("SENT");
    dispatch.await("no trouble", () -> troubles().isEmpty());
  }
}
