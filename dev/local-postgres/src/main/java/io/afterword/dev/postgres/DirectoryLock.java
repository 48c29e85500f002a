package io.afterword.dev.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to work in a folder, held by one JVM at a time. The system takes it back when the JVM
 * ends, however it ends: that tells a server in use from one that a killed run left behind.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the folder, which is made when missing, unless somebody has it. */
  public static Optional<DirectoryLock> attempt(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return Optional.of(new DirectoryLock(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new LocalPostgresException(
          "There is no permission to write to " + folder + " (" + e + ").", e);
    }
  }

  /** Waits for the folder; a file lock has no signal, so it is tried again and again. */
  static DirectoryLock await(Path folder, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<DirectoryLock> lock = attempt(folder);
      if (lock.isPresent()) {
        return lock.get();
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
    throw new LocalPostgresException(
        "Another process has held " + folder.resolve("lock") + " for " + patience + ".");
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very JVM
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
