package io.afterword.dev.quickstart.suite;

import io.afterword.dev.postgres.DirectoryLock;
import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.postgres.LocalPostgresException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a suite keeps logs, pid files, secrets and data; used by one process at a time. */
final class StateFolder implements AutoCloseable {
  private final Path folder;
  private final DirectoryLock lock;

  private StateFolder(Path folder, DirectoryLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Takes the folder and stops what a killed run left running there. */
  static StateFolder take(Path folder) {
    try {
      Files.createDirectories(folder.resolve("run"));
      Files.createDirectories(folder.resolve("logs"));
      DirectoryLock lock =
          DirectoryLock.attempt(folder.resolve("run"))
              .orElseThrow(
                  () -> new SuiteException("Afterword is already running in " + folder + "."));
      stopLeftovers(folder.resolve("run"));
      return new StateFolder(folder, lock);
    } catch (IOException | LocalPostgresException e) {
      throw new SuiteException("There is no permission to write to " + folder + ".", e);
    }
  }

  /** Removes data, secrets and logs; what stands beside them in the folder is not ours. */
  void erase() {
    LocalPostgres.builder(folder.resolve("postgres")).erase();
    try {
      for (String file : new String[] {"secrets.properties", "loop.json", "quickstart.json"}) {
        Files.deleteIfExists(folder.resolve(file));
      }
      for (Path log : files(folder.resolve("logs"))) {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new SuiteException("There is no permission to remove what is in " + folder + ".", e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException("a lock could not be released", e);
    }
  }

  private static void stopLeftovers(Path run) throws IOException {
    files(run).stream()
        .filter(file -> file.toString().endsWith(".pid"))
        .forEach(note -> new PidFile(note).stopLeftover());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
