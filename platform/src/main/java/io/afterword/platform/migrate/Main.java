package io.afterword.platform.migrate;

import io.afterword.platform.start.Rehearsal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jspecify.annotations.Nullable;

/**
 * The programme of every service. Without an argument it serves. With {@code migrate} it brings the
 * database up to date and ends: the same image does both, and Flyway's lock lets one replica do it.
 * With the name of a {@link Command} it does that and ends; {@code rehearse} is a {@link
 * Rehearsal}.
 */
@QuarkusMain
public final class Main {

  public static void main(String... args) {
    if (args.length == 0) {
      Quarkus.run(null, Main::served);
    } else if (args.length == 1 && args[0].equals("migrate")) {
      // System properties win over every other source of configuration, also the environment.
      System.setProperty("quarkus.flyway.migrate-at-start", "true");
      // Quarkus ends after its initialization tasks, of which Flyway is one: no port is opened, no
      // relay and no job starts.
      System.setProperty("quarkus.init-and-exit", "true");
      Quarkus.run(null, Main::ended);
    } else if (args.length == 1 && args[0].equals(Rehearsal.NAME)) {
      Rehearsal.begin();
      aside();
      Quarkus.run(Rehearsal.class);
    } else {
      aside();
      Quarkus.run(CommandLine.class, args);
    }
  }

  /** No port that anybody knows, and no jobs: this process is not one of the replicas. */
  private static void aside() {
    System.setProperty("quarkus.http.host", "127.0.0.1");
    System.setProperty("quarkus.http.port", "0");
    System.setProperty("afterword.job.enabled", "false");
  }

  private static void served(Integer code, @Nullable Throwable failure) {
    if (failure != null) {
      System.err.println("The service did not start. " + StartFault.sentence(failure));
    }
    System.exit(code);
  }

  private static void ended(Integer code, @Nullable Throwable failure) {
    if (failure != null) {
      System.err.println("The database was not migrated. " + StartFault.sentence(failure));
    }
    System.exit(code);
  }
}
