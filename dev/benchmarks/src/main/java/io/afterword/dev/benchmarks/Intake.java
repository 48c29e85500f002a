package io.afterword.dev.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Interactions per second in batches of 500, each of a new contact who is to be asked tomorrow, so
 * that every one leaves all rows that an interaction can leave.
 */
final class Intake implements Benchmark {
  private static final int ROUNDS = 5;
  private static final int BATCH = 500;
  private static final int BATCHES = 40;
  private static final int CONNECTIONS = 4;
  private static final int WARM_UP_BATCHES = 60;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private long cases;

  @Override
  public Map<String, Object> described() {
    return Map.of(
        "rounds",
        ROUNDS,
        "interactionsPerTurn",
        BATCH * BATCHES,
        "batch",
        BATCH,
        "connections",
        CONNECTIONS,
        "generator",
        "java.net.http in the benchmark's process, bodies made beforehand",
        "running",
        "dispatch-service alone; nothing is due for sending");
  }

  @Override
  public List<Comparison> run(Bed bed) {
    new Interactions(bed).askAfter(Duration.ofDays(1));
    bed.stop(ServiceKind.SURVEY, ServiceKind.SCORING);
    Copier copier = new Copier(bed, ServiceKind.DISPATCH);
    take(bed, WARM_UP_BATCHES);
    copier.write(copier.read(rowsFrom(bed, 0, 0)), WARM_UP_BATCHES, CONNECTIONS);
    long[] first = new long[ROUNDS];
    long[] firstEvent = new long[ROUNDS];
    Turns turns =
        new Turns()
            .with(
                "taken in",
                round -> {
                  first[round] = cases;
                  firstEvent[round] =
                      bed.number(
                          ServiceKind.DISPATCH, "select coalesce(max(id), 0) + 1 from outbox");
                  return BATCH * BATCHES / take(bed, BATCHES);
                })
            .with(
                "multi-row inserts",
                round -> {
                  List<RowCopies> rows =
                      copier.read(rowsFrom(bed, first[round], firstEvent[round]));
                  return BATCH * BATCHES / copier.write(rows, BATCHES, CONNECTIONS);
                })
            .run(ROUNDS);
    return List.of(
        new Comparison(
            "interactions in batches of 500 over HTTP, 4 connections",
            "interactions/s",
            turns.figuresOf("taken in"),
            "multi-row inserts of every row that the intake leaves behind, a transaction per 500"
                + " interactions, over 4 connections",
            turns.figuresOf("multi-row inserts"),
            0.4,
            null));
  }

  /** Every row of the cases from that number on; fails when a table has another number of them. */
  private static Map<String, String> rowsFrom(Bed bed, long first, long firstEvent) {
    String cases =
        "(select id from interaction where substr(external_id, 6)::bigint >= %d)".formatted(first);
    String contacts =
        "(select contact_id from interaction where substr(external_id, 6)::bigint >= %d)"
            .formatted(first);
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("contact", "id in " + contacts);
    rows.put("contact_identity", "contact_id in " + contacts);
    rows.put("interaction_key", "interaction_id in " + cases);
    rows.put("interaction", "id in " + cases);
    rows.put("decision", "interaction_id in " + cases);
    rows.put("invitation", "interaction_id in " + cases);
    String deliveries =
        "(select d.id from delivery d join invitation i on i.id = d.invitation_id"
            + " where i.interaction_id in "
            + cases
            + ")";
    rows.put("delivery", "id in " + deliveries);
    rows.put("delivery_queue", "delivery_id in " + deliveries);
    rows.put("outbox", "id >= " + firstEvent);
    rows.forEach(
        (table, where) -> {
          long found =
              bed.number(ServiceKind.DISPATCH, "select count(*) from " + table + " where " + where);
          long expected =
              bed.number(
                  ServiceKind.DISPATCH, "select count(*) from interaction where id in " + cases);
          if (found < expected) {
            throw new IllegalStateException(
                "%d interactions left only %d rows in %s".formatted(expected, found, table));
          }
        });
    return rows;
  }

  /** Seconds that so many batches took. */
  private double take(Bed bed, int batches) {
    List<HttpRequest> requests = new ArrayList<>();
    for (int batch = 0; batch < batches; batch++) {
      requests.add(request(bed, Interactions.cases(cases, BATCH)));
      cases += BATCH;
    }
    AtomicInteger next = new AtomicInteger();
    ExecutorService reporters = Executors.newFixedThreadPool(CONNECTIONS);
    long begin = System.nanoTime();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int reporter = 0; reporter < CONNECTIONS; reporter++) {
      all.add(CompletableFuture.runAsync(() -> report(requests, next), reporters));
    }
    all.forEach(CompletableFuture::join);
    double seconds = (System.nanoTime() - begin) / 1e9;
    reporters.shutdown();
    return seconds;
  }

  private void report(List<HttpRequest> requests, AtomicInteger next) {
    for (int n = next.getAndIncrement(); n < requests.size(); n = next.getAndIncrement()) {
      try {
        HttpResponse<String> answer =
            http.send(requests.get(n), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
          throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private static HttpRequest request(Bed bed, List<Map<String, Object>> cases) {
    try {
      URI intake = bed.address(ServiceKind.DISPATCH).resolve("/v1/interactions");
      return HttpRequest.newBuilder(intake)
          .header("Authorization", "Bearer " + bed.apiKey())
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(cases)))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
