package io.afterword.dev.benchmarks;

import io.afterword.dev.postgres.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** pgbench with a script of its own, prepared statements, connections counted out. */
record PgBench(LocalPostgres server, String database, Path script) {
  private static final Pattern FOUND =
      Pattern.compile("tps = ([\\d.]+) \\(without initial connection time\\)");

  static PgBench of(LocalPostgres server, String database, Path folder, String sql) {
    try {
      Path script = Files.writeString(folder.resolve("pgbench.sql"), sql);
      return new PgBench(server, database, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Transactions per second. */
  double run(int clients, Duration time) {
    String output =
        Tool.run(
            List.of(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(clients),
                "-j",
                "2",
                "-T",
                Long.toString(time.toSeconds()),
                "-f",
                script.toString(),
                database),
            Map.of(
                "PGHOST",
                server.host(),
                "PGPORT",
                Integer.toString(server.port()),
                "PGUSER",
                server.username()));
    Matcher found = FOUND.matcher(output);
    if (!found.find() || !output.contains("number of failed transactions: 0 ")) {
      throw new IllegalStateException("pgbench said:\n" + output);
    }
    return Double.parseDouble(found.group(1));
  }
}
