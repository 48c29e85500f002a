package io.afterword.dev.quickstart.suite;

import io.afterword.dev.postgres.LocalPostgres;
import java.nio.file.Path;

/** Where the three databases are. */
public sealed interface DatabasePlan {

  /** A server of our own; a durable one loses no commit, another one is faster. */
  record Own(boolean durable) implements DatabasePlan {
    @Override
    public LocalPostgres open(Path state) {
      return LocalPostgres.builder(state.resolve("postgres"))
          .durable(durable)
          // Three replicas of each service, one more while another goes, and a few tools.
          .setting("max_connections", "200")
          // The memory is for answers, not for a large server.
          .setting("shared_buffers", "64MB")
          .start();
    }

    @Override
    public String database(ServiceKind kind) {
      return kind.shortName();
    }

    @Override
    public void discard(LocalPostgres server) {
      // They go with the folder that they are in.
    }
  }

  /** An existing server, on which the databases carry a prefix and may be throw-away ones. */
  record Existing(String url, String prefix, boolean throwAway) implements DatabasePlan {
    @Override
    public LocalPostgres open(Path state) {
      return LocalPostgres.attach(url);
    }

    @Override
    public String database(ServiceKind kind) {
      return prefix + kind.shortName();
    }

    @Override
    public void discard(LocalPostgres server) {
      if (throwAway) {
        for (ServiceKind kind : ServiceKind.values()) {
          server.dropDatabase(database(kind));
        }
      }
    }
  }

  LocalPostgres open(Path state);

  /** The name of a service's database. */
  String database(ServiceKind kind);

  /** Removes databases that were meant for this run only. */
  void discard(LocalPostgres server);
}
