package io.afterword.scoring.standby;

import static io.afterword.scoring.Api.NOVEMBER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.afterword.scoring.Api;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Scores over HTTP, read from real streaming standbys; the last test stops the last for good. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StandbyResource.class, restrictToAnnotatedClass = true)
@TestSecurity(
    user = "ada",
    roles = {"scores:read", "scores:write", "status:read"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandbyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Feed feed;
  @Inject Standby standby;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String primary;

  @ConfigProperty(name = "quarkus.datasource.username")
  String user;

  private final UUID survey = Told.newId();

  @Test
  @Order(1)
  void scores_are_read_from_a_standby_that_follows_and_from_the_primary_while_it_does_not()
      throws Exception {
    feed.brings(Told.published(survey, 1));
    feed.brings(Told.rated(survey, 1, 1, 1, 1, 1));
    assertThat(answers()).as("it is not there yet").isEqualTo(5);
    assertThat(standby.pool()).isNull();
    assertThat(shown("afterword_standby_asked")).isZero();

    StandbyResource.follow(primary, user);
    awaitAsked();
    await("the standby has the answers", () -> answers() == 5);
    await("nothing is wrong with it", () -> troubles().isEmpty());
    await("it is shown", () -> shown("afterword_standby_asked") == 1);
    assertThat(shown("afterword_standby_behind_seconds")).isBetween(0.0, 12.0);

    awaitAsked();
    StandbyResource.execute("select pg_wal_replay_pause()");
    feed.brings(Told.rated(survey, 0, 0, 0, 0, 1));
    await("read from the standby, which is less than 12 s behind", () -> answers() == 5);
    assertThat(annotations()).as("what somebody has written is there at once").isEqualTo(1);

    await("the primary answers for a standby that lags", () -> answers() == 6);
    awaitTrouble(
        "Scores are read from the primary and not from the standby: it is \\d+ seconds behind\\.");

    StandbyResource.execute("select pg_wal_replay_resume()");
    awaitAsked();
    assertThat(answers()).isEqualTo(6);
    await("nothing is wrong with it any more", () -> troubles().isEmpty());
  }

  @Test
  @Order(2)
  void one_that_is_promoted_is_not_read_any_more_before_it_is_looked_at_again() {
    awaitAsked();
    feed.brings(Told.published(survey, 1));
    feed.brings(Told.rated(survey, 0, 0, 0, 0, 2));
    await("the standby has the answers", () -> answers() == 2);

    StandbyResource.execute("select pg_promote()");
    feed.brings(Told.rated(survey, 1, 0, 0, 0, 0));
    assertThat(answers()).as("what only the primary has").isEqualTo(3);
    awaitTrouble(".*it takes writes of its own\\.");
  }

  @Test
  @Order(3)
  void a_standby_that_goes_away_is_noticed_by_nobody_who_asks() {
    StandbyResource.standby().close();
    StandbyResource.follow(primary, user);
    awaitAsked();
    feed.brings(Told.published(survey, 1));
    feed.brings(Told.rated(survey, 0, 0, 0, 0, 3));
    await("the standby has the answers", () -> answers() == 3);

    StandbyResource.standby().close();
    for (int i = 0; i < 40; i++) {
      Api.get("/v1/scores?survey=" + survey + NOVEMBER).statusCode(200).body("total.n", equalTo(3));
    }
    assertThat(standby.pool()).isNull();
    awaitTrouble(".*it cannot be read.*");
    given().get("/q/health/ready").then().statusCode(200);
  }

  private static void awaitTrouble(String pattern) {
    await(pattern, () -> troubles().stream().anyMatch(trouble -> trouble.matches(pattern)));
  }

  private static List<String> troubles() {
    return given().get("/scoring/v1/status").then().statusCode(200).extract().path("troubles.what");
  }

  private int answers() {
    return Api.get("/v1/scores?survey=" + survey + NOVEMBER)
        .statusCode(200)
        .extract()
        .path("total.n");
  }

  private double shown(String metric) {
    return standby.read().await().atMost(PATIENCE).stream()
        .filter(reading -> reading.metric().name().equals(metric))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private int annotations() {
    given()
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body("{\"day\":\"2026-11-03\",\"title\":\"Release\",\"survey\":\"%s\"}".formatted(survey))
        .post("/v1/annotations")
        .then()
        .statusCode(201);
    return given().get("/v1/annotations").then().statusCode(200).extract().path("items.size()");
  }

  private void awaitAsked() {
    await(
        "the standby is asked",
        () -> {
          standby.look().await().atMost(PATIENCE);
          return standby.pool() != null;
        });
  }

  private static void await(String what, BooleanSupplier reached) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
