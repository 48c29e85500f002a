package io.afterword.dev.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.dev.postgres.LocalPostgres;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers per second that scoring-service takes in, signed batches of 500 over HTTP, beside
 * multi-row inserts of every row that is there afterwards: answers, responses, tallies, day states.
 */
record ScoreIntake(LocalPostgres server, Path checkout, Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATABASE = "scores_intake";
  private static final int ROUNDS = 7;
  private static final int BATCHES = 60;
  private static final int BATCH = 500;
  private static final int CONNECTIONS = 4;
  private static final double BAR = 0.5;

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
      send(client, service.address(), json(List.of(published(survey))));
      take(client, service.address(), batches(survey, "warm-up"));
      Turns turns =
          new Turns()
              .with(
                  "taken in",
                  round -> take(client, service.address(), batches(survey, "turn-" + round)))
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

  private static double take(HttpClient client, URI service, List<String> batches) {
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
    return BATCHES * BATCH / ((System.nanoTime() - begin) / 1e9);
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
    try (Connection connection = server.connect(DATABASE);
        Statement statement = connection.createStatement()) {
      boolean folded = false;
      while (!folded) {
        try (var rows = statement.executeQuery("select count(*) = 0 from change_pack")) {
          rows.next();
          folded = rows.getBoolean(1);
        }
        Thread.sleep(100);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Map<String, Object> published(UUID survey) {
    Map<String, Object> scale =
        Map.of(
            "id",
            "csat-1-5",
            "min",
            1,
            "max",
            5,
            "polarity",
            "HIGHER_IS_BETTER",
            "satisfied",
            List.of(4, 5),
            "dissatisfied",
            List.of(1, 2));
    return event(
        "survey.published",
        survey,
        Map.of(
            "surveyId",
            survey,
            "version",
            1,
            "name",
            "After support",
            "metric",
            "CSAT",
            "seriesBreak",
            false,
            "publishedAt",
            "2025-01-01T00:00:00Z",
            "locales",
            List.of("en"),
            "questions",
            List.of(
                Map.of(
                    "id", "q1", "position", 0, "form", "RATING", "scored", true, "scale", scale))));
  }

  private static List<String> batches(UUID survey, String turn) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    List<String> batches = new ArrayList<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Map<String, Object>> events = new ArrayList<>();
      for (int event = 0; event < BATCH; event++) {
        events.add(answer(survey, turn, batch * BATCH + event, now));
      }
      batches.add(json(events));
    }
    return batches;
  }

  private static Map<String, Object> answer(UUID survey, String turn, int number, Instant now) {
    UUID random = UUID.randomUUID();
    UUID id =
        new UUID(
            (now.toEpochMilli() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xFFF),
            random.getLeastSignificantBits());
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("kind", "SUPPORT");
    context.put("channel", number % 3 == 0 ? "CHAT" : "EMAIL");
    context.put("team", "Team " + number % 7);
    context.put("agent", Map.of("id", "agent-" + number % 50, "name", "Agent"));
    context.put("trigger", "PER_INTERACTION");
    context.put("contactId", turn + "-" + number);
    context.put("contactName", "Ada Lovelace");
    context.put(
        "interaction",
        Map.of(
            "source",
            "helpdesk",
            "id",
            "c" + number,
            "conversation",
            "c" + number,
            "occurredAt",
            now.toString()));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("responseId", id);
    data.put("surveyId", survey);
    data.put("version", 1);
    data.put("surface", "MAIL");
    data.put("locale", "en");
    data.put("state", "COUNTED");
    data.put("completeness", "COMPLETE");
    data.put("firstAnsweredAt", now.toString());
    data.put("answeredAt", now.toString());
    data.put("answers", List.of(Map.of("question", "q1", "rating", 1 + number % 5)));
    data.put("context", context);
    return event("response.changed", id, data);
  }

  private static Map<String, Object> event(String type, UUID subject, Map<String, Object> data) {
    return Map.of(
        "specversion",
        "1.0",
        "id",
        UUID.randomUUID(),
        "source",
        "/survey",
        "type",
        type,
        "subject",
        subject,
        "time",
        "2025-11-21T10:05:00Z",
        "revision",
        1,
        "data",
        data);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
