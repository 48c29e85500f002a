package io.afterword.dev.quickstart.suite;

import io.afterword.dev.postgres.DirectoryLock;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A state folder for one run, removed at its end when the run went well; otherwise its logs and
 * data stay for somebody to look into. What earlier runs left in its siblings, processes included,
 * is cleared away on the way in.
 */
public final class ThrowAwayState implements AutoCloseable {
  private final Path folder;
  private boolean wentWell;

  private ThrowAwayState(Path folder) {
    this.folder = folder;
  }

  /** A folder of its own below {@code parent}. */
  public static ThrowAwayState under(Path parent) {
    try {
      Files.createDirectories(parent);
      for (Path each : children(parent)) {
        clearIfLeft(each);
      }
      return new ThrowAwayState(
          Files.createDirectory(parent.resolve(Long.toString(ProcessHandle.current().pid()))));
    } catch (IOException e) {
      throw new SuiteException("There is no permission to write to " + parent + ".", e);
    }
  }

  public Path folder() {
    return folder;
  }

  /** Fit to be part of a database's name. */
  public String name() {
    return folder.getFileName().toString();
  }

  /** Nobody needs to look into it. */
  public void wentWell() {
    wentWell = true;
  }

  @Override
  public void close() {
    if (!wentWell) {
      return;
    }
    try {
      delete(folder);
    } catch (IOException e) {
      throw new SuiteException("There is no permission to remove " + folder + ".", e);
    }
  }

  private static void clearIfLeft(Path state) throws IOException {
    Path run = state.resolve("run");
    if (Files.isDirectory(run)) {
      Optional<DirectoryLock> lock = DirectoryLock.attempt(run);
      if (lock.isEmpty()) {
        return; // a run that goes on beside us
      }
      lock.get().close();
      Suite.erase(state);
    }
    delete(state);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(Files::isDirectory).toList();
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root, new FileVisitOption[0])) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
