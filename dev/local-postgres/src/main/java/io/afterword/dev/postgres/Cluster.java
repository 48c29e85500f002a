package io.afterword.dev.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One data directory: made once, cleared of what a killed run left running, then served. */
final class Cluster {
  private static final Duration INITDB = Duration.ofMinutes(2);
  private static final Duration LEFTOVER_STOP = Duration.ofSeconds(20);
  private static final String MAJOR_VERSION = "18";

  private final Path directory;
  private final Path data;

  Cluster(Path directory) {
    this.directory = directory;
    this.data = directory.resolve("data");
  }

  Path data() {
    return data;
  }

  /** Stops the server that a killed run left, and removes the note of one that is gone. */
  void stopLeftover() throws IOException {
    Optional<PostmasterFile> note = PostmasterFile.read(data);
    if (note.isEmpty()) {
      return;
    }
    Optional<ProcessHandle> server = note.get().server();
    if (server.isPresent() && !stopped(server.get())) {
      throw new LocalPostgresException(
          "A PostgreSQL that an earlier run left behind (process %d) could not be stopped; stop it by hand."
              .formatted(server.get().pid()));
    }
    // Left alone, PostgreSQL would take an unrelated process with the same number for its twin.
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  void delete() throws IOException {
    FileTree.delete(data);
  }

  /** Makes the data directory unless there is one; a half-made one never gets its name. */
  void initialise(PostgresBinaries binaries, Account account, boolean durable) throws IOException {
    if (Files.isDirectory(data)) {
      requireVersion();
      return;
    }
    Path unfinished = directory.resolve("data.initialising");
    FileTree.delete(unfinished);
    List<String> words =
        new ArrayList<>(
            List.of(
                binaries.initdb().toString(),
                "--pgdata=" + unfinished,
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                // The same order of texts on every machine, whatever its locales.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
    if (!durable) {
      words.add("--no-sync");
    }
    Command.Outcome outcome = Command.run(account.command(words), INITDB);
    if (!outcome.succeeded()) {
      throw new LocalPostgresException(
          "PostgreSQL's data directory could not be made in %s: %s"
              .formatted(directory, outcome.output()));
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes over another server's data, to follow it. */
  void copyOf(LocalPostgres primary) throws IOException {
    try (Connection connection = primary.connect("postgres")) {
      BaseBackup.copy(connection, data);
    } catch (SQLException e) {
      throw new LocalPostgresException("The data could not be copied: " + e.getMessage(), e);
    }
  }

  private void requireVersion() throws IOException {
    String version = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!version.equals(MAJOR_VERSION)) {
      throw new LocalPostgresException(
          "The data in %s was written by PostgreSQL %s, this is %s; move it away or start afresh."
              .formatted(data, version, MAJOR_VERSION));
    }
  }

  private static boolean stopped(ProcessHandle server) {
    Command.signal("INT", server.pid());
    if (ended(server)) {
      return true;
    }
    Command.signal("QUIT", server.pid());
    return ended(server) || (server.destroyForcibly() && ended(server));
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().orTimeout(LEFTOVER_STOP.toSeconds(), TimeUnit.SECONDS).join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }
}
