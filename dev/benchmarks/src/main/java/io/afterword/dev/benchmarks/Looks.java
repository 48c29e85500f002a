package io.afterword.dev.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at one view: how long PostgreSQL took for each, as it says, and how long who asked. */
final class Looks {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final StatementLog statements;
  private final List<Double> database = new ArrayList<>();
  private final List<Double> asker = new ArrayList<>();

  Looks(StatementLog statements) {
    this.statements = statements;
  }

  /**
   * Looks once.
   *
   * @param counts false to warm up
   */
  void add(URI address, boolean counts) {
    statements.milliseconds();
    long begin = System.nanoTime();
    get(address);
    double waited = (System.nanoTime() - begin) / 1e6;
    if (counts) {
      database.add(statements.milliseconds());
      asker.add(waited);
    }
  }

  double databaseP99() {
    return at(database, 0.99);
  }

  double askerP99() {
    return at(asker, 0.99);
  }

  /** Medians and 99th percentiles in milliseconds. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("databaseP50", at(database, 0.5));
    figures.put("databaseP99", databaseP99());
    figures.put("askerP50", at(asker, 0.5));
    figures.put("askerP99", askerP99());
    return figures;
  }

  static String get(URI address) {
    try {
      HttpResponse<String> answer =
          CLIENT.send(
              HttpRequest.newBuilder(address)
                  .header("Authorization", "Bearer " + ScoringAlone.KEY)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            address + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static double at(List<Double> figures, double share) {
    List<Double> sorted = new ArrayList<>(figures);
    Collections.sort(sorted);
    int place = (int) Math.ceil(share * sorted.size()) - 1;
    return Math.round(10 * sorted.get(Math.max(0, place))) / 10.0;
  }
}
