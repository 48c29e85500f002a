package io.afterword.dev.benchmarks;

import io.afterword.dev.quickstart.suite.ServiceKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes the rows of several tables again, batch by batch, a transaction per batch. */
record Copier(Bed bed, ServiceKind kind) {

  /** Reads what each table's condition names. */
  List<RowCopies> read(Map<String, String> tables) {
    try (Connection connection = bed.postgres().connect(bed.suite().database(kind))) {
      List<RowCopies> copies = new ArrayList<>();
      for (Map.Entry<String, String> table : tables.entrySet()) {
        copies.add(RowCopies.read(connection, table.getKey(), table.getValue()));
      }
      return copies;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Seconds that all batches took over so many connections. */
  double write(List<RowCopies> copies, int batches, int connections) {
    List<Connection> open = new ArrayList<>();
    try {
      for (int number = 0; number < connections; number++) {
        Connection connection = bed.postgres().connect(bed.suite().database(kind));
        connection.setAutoCommit(false);
        open.add(connection);
      }
      AtomicInteger next = new AtomicInteger();
      long begin = System.nanoTime();
      List<CompletableFuture<Void>> writers =
          open.stream()
              .map(
                  connection ->
                      CompletableFuture.runAsync(() -> write(copies, connection, next, batches)))
              .toList();
      writers.forEach(CompletableFuture::join);
      return (System.nanoTime() - begin) / 1e9;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      open.forEach(Copier::close);
    }
  }

  private static void write(
      List<RowCopies> copies, Connection connection, AtomicInteger next, int batches) {
    try {
      for (int batch = next.getAndIncrement(); batch < batches; batch = next.getAndIncrement()) {
        for (RowCopies each : copies) {
          each.insert(connection, batch, batches);
        }
        connection.commit();
      }
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
