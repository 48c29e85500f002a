package io.afterword.dispatch;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** What tests do with the service: over HTTP, and a look into its tables. */
@ApplicationScoped
public class Dispatch {
  public static final String KEY = "key-of-the-tests";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** One statement may deal with a million rows. */
  private static final Duration STATEMENT = Duration.ofMinutes(5);

  private final Pool pool;

  Dispatch(Pool pool) {
    this.pool = pool;
  }

  /** An event as it waits for the relay of the feed. */
  public record Event(String type, int revision, String data) {}

  public static RequestSpecification asKey() {
    return given().header("Authorization", "Bearer " + KEY);
  }

  public static ValidatableResponse report(String json) {
    return asKey().contentType("application/json").body(json).post("/v1/interactions").then();
  }

  /** A published survey, as the feed would have told of it. */
  public UUID survey(String metric) {
    UUID id = UUID.randomUUID();
    run(
        "insert into known_survey (id, revision, version, name, metric, archived)"
            + " values ($1, 1, 1, 'After support', $2, false)",
        id,
        metric);
    return id;
  }

  /** Makes a policy with these further members, such as {@code "delay":"PT0S"}; gives its id. */
  public String policy(UUID survey, String members) {
    String more = members.isEmpty() ? "" : "," + members;
    return asKey()
        .contentType("application/json")
        .body("{\"name\":\"After support\",\"surveyId\":\"%s\"%s}".formatted(survey, more))
        .post("/v1/policies")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** Leaves nothing to ask or send from other tests. */
  /** Nobody has anything to send, and no job of the service's own comes between. */
  public void startAfresh() {
    SurroundingsResource.mood = SurroundingsResource.SurveyMood.OPEN;
    SurroundingsResource.relay().behave();
    run("update job set next_try_at = now() + interval '1 day'");
    run("update policy set enabled = false");
    run("delete from delivery_queue");
    run(
        "update lane set blocked_until = null, faults = 0, reason = null, faulty_since = null, low_water = '-infinity'");
  }

  public List<Event> eventsOf(Object subject) {
    List<Event> events = new ArrayList<>();
    for (Row row :
        rows(
            "select type, revision, data::text as data from outbox where subject = $1 order by id",
            subject.toString())) {
      events.add(
          new Event(row.getString("type"), row.getInteger("revision"), row.getString("data")));
    }
    return events;
  }

  public String text(String sql, Object... values) {
    var found = rows(sql, values).iterator();
    return found.hasNext() ? String.valueOf(found.next().getValue(0)) : "";
  }

  public long count(String sql, Object... values) {
    return rows(sql, values).iterator().next().getLong(0);
  }

  public void run(String sql, Object... values) {
    rows(sql, values);
  }

  public Iterable<Row> rows(String sql, Object... values) {
    return pool.preparedQuery(sql).execute(Tuple.from(List.of(values))).await().atMost(STATEMENT);
  }

  /** Waits for a signal that only the database gives. */
  public void await(String what, BooleanSupplier condition) {
    await(what, PATIENCE, condition);
  }

  public void await(String what, Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for: " + what);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  public static String interaction(String id, String email, Instant occurredAt) {
    return """
        {"source":"helpdesk","id":"%s","kind":"SUPPORT","occurredAt":"%s","channel":"EMAIL",
         "agent":{"id":"kim","name":"Kim"},"team":"First line",
         "contact":{"email":"%s","name":"Ada Lovelace","locale":"en"},"facts":{"replies":3}}"""
        .formatted(id, occurredAt, email);
  }
}
