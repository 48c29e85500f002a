package io.afterword.dev.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Answers per second that scoring-service takes in, signed batches of 500 over HTTP, beside
 * multi-row inserts of every row that is there afterwards: answers, responses, tallies, day states.
 */
record ScoreIntake(LocalPostgres server, Path checkout, Path folder) {
  private static final String DATABASE = "scores_intake";
  private static final int ROUNDS = 7;

  /** Turns until the compiler is done: on two processors the rate rises for most of a minute. */
  private static final int WARM_UP = 25;

  private static final int BATCHES = 60;
  private static final int BATCH = 500;
  private static final int CONNECTIONS = 4;
  private static final double BAR = 0.5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  Comparison run() {
    server.dropDatabase(DATABASE);
    server.createDatabase(DATABASE);
    ScoringAlone scoring = new ScoringAlone(server, DATABASE, checkout, folder);
    ServiceProcess service = scoring.replica(Ports.free().front());
    service.start();
    try {
      service.awaitReady();
      UUID survey = UUID.randomUUID();
      HttpClient client = HttpClient.newHttpClient();
      send(
          client,
          service.address(),
          SurveyEvents.batch(
              List.of(SurveyEvents.published(survey, Instant.now(), ThreadLocalRandom.current()))));
      for (int turn = 0; turn < WARM_UP; turn++) {
        take(client, service.address(), survey, "warm-up-" + turn);
      }
      Turns turns =
          new Turns()
              .with("taken in", round -> take(client, service.address(), survey, "turn-" + round))
              .with("multi-row inserts", round -> insert("turn-" + round))
              .run(ROUNDS);
      return new Comparison(
          "answers in signed batches of %d over HTTP, %d connections".formatted(BATCH, CONNECTIONS),
          "answers/s",
          turns.figuresOf("taken in"),
          "multi-row inserts of every row that is there afterwards, a transaction per batch, over as"
              + " many connections",
          turns.figuresOf("multi-row inserts"),
          BAR,
          null);
    } finally {
      service.close();
    }
  }

  private double take(HttpClient client, URI service, UUID survey, String turn) {
    List<String> batches = batches(survey, turn);
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime();
    List<CompletableFuture<Void>> senders = new ArrayList<>();
    for (int sender = 0; sender < CONNECTIONS; sender++) {
      senders.add(
          CompletableFuture.runAsync(
              () -> {
                for (int at = next.getAndIncrement();
                    at < batches.size();
                    at = next.getAndIncrement()) {
                  send(client, service, batches.get(at));
                }
              }));
    }
    senders.forEach(CompletableFuture::join);
    double figure = BATCHES * BATCH / ((System.nanoTime() - begin) / 1e9);
    requireTaken(turn);
    return figure;
  }

  private void requireTaken(String turn) {
    long taken = number("select count(*) from response where contact_id like '" + turn + "-%'");
    long parked = number("select count(*) from feed_parked");
    if (taken != BATCHES * BATCH || parked > 0) {
      throw new IllegalStateException(
          "%d of %d answers were taken in, %d put aside".formatted(taken, BATCHES * BATCH, parked));
    }
  }

  /** What is answered with "wait" is sent again, as the relay does. */
  private static void send(HttpClient client, URI service, String batch) {
    try {
      int status = ScoringAlone.feed(client, service, batch);
      while (status == 503) {
        Thread.sleep(50);
        status = ScoringAlone.feed(client, service, batch);
      }
      if (status != 204) {
        throw new IllegalStateException("a batch was answered with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private double insert(String turn) {
    awaitFolded();
    List<Connection> connections = new ArrayList<>();
    try (Connection reader = server.connect(DATABASE);
        Statement statement = reader.createStatement()) {
      statement.execute("drop schema if exists ceiling cascade");
      String ids =
          "response_id in (select response_id from response where contact_id like '"
              + turn
              + "-%')";
      List<RowCopies> copies = new ArrayList<>();
      for (Map.Entry<String, String> table :
          Map.of(
                  "answer",
                  ids,
                  "response",
                  ids,
                  "tally_day",
                  "true",
                  "tally_month",
                  "true",
                  "day_state",
                  "true")
              .entrySet()) {
        copies.add(RowCopies.read(reader, table.getKey(), table.getValue()));
      }
      for (int number = 0; number < CONNECTIONS; number++) {
        Connection connection = server.connect(DATABASE);
        connection.setAutoCommit(false);
        connections.add(connection);
      }
      AtomicInteger next = new AtomicInteger();
      long begin = System.nanoTime();
      List<CompletableFuture<Void>> writers =
          connections.stream()
              .map(c -> CompletableFuture.runAsync(() -> write(copies, c, next)))
              .toList();
      writers.forEach(CompletableFuture::join);
      return BATCHES * BATCH / ((System.nanoTime() - begin) / 1e9);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      connections.forEach(ScoreIntake::close);
    }
  }

  private static void write(List<RowCopies> copies, Connection connection, AtomicInteger next) {
    try {
      for (int part = next.getAndIncrement(); part < BATCHES; part = next.getAndIncrement()) {
        for (RowCopies each : copies) {
          each.insert(connection, part, BATCHES);
        }
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitFolded() {
    Await.until(
        PATIENCE,
        () -> number("select count(*) from change_pack"),
        left -> left == 0,
        "the tail was not folded");
  }

  private long number(String sql) {
    return server.number(DATABASE, sql);
  }

  private static List<String> batches(UUID survey, String turn) {
    RandomGenerator random = ThreadLocalRandom.current();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    List<String> batches = new ArrayList<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      List<ObjectNode> events = new ArrayList<>();
      for (int event = 0; event < BATCH; event++) {
        int number = batch * BATCH + event;
        events.add(
            SurveyEvents.responded(
                survey,
                new SurveyEvents.Word(
                    SurveyEvents.timeOrdered(now, random), 1, "COUNTED", 1 + number % 5, now),
                context(turn, number, now),
                random));
      }
      batches.add(SurveyEvents.batch(events));
    }
    return batches;
  }

  private static ObjectNode context(String turn, int number, Instant now) {
    ObjectNode context =
        SurveyEvents.support(
            number % 3 == 0 ? "CHAT" : "EMAIL", "Team " + number % 7, "agent-" + number % 50);
    context.put("contactId", turn + "-" + number).put("contactName", "Ada Lovelace");
    context
        .putObject("interaction")
        .put("source", "helpdesk")
        .put("id", "c" + number)
        .put("conversation", "c" + number)
        .put("occurredAt", now.toString());
    return context;
  }
}
