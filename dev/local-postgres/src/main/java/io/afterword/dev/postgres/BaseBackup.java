package io.afterword.dev.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * A copy of a running server's files, from which a standby begins: what {@code pg_basebackup} does,
 * which is not among the programs that come with us.
 */
final class BaseBackup {
  /** The original's notes of its own process. */
  private static final Set<String> ITS_OWN = Set.of("postmaster.pid", "postmaster.opts");

  private BaseBackup() {}

  /** The connection stays open meanwhile: the server ends the backup with it. */
  static void copy(Connection primary, Path target) throws IOException, SQLException {
    try (Statement statement = primary.createStatement()) {
      Path source = Path.of(text(statement, "show data_directory"));
      text(statement, "select pg_backup_start('standby', true)");
      copyTree(source, target);
      Files.writeString(
          target.resolve("backup_label"),
          text(statement, "select labelfile from pg_backup_stop(false)"));
    }
    Files.createFile(target.resolve("standby.signal"));
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void copyTree(Path source, Path target) throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            return copy(folder);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            return ITS_OWN.contains(file.getFileName().toString())
                ? FileVisitResult.CONTINUE
                : copy(file);
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          private FileVisitResult copy(Path each) throws IOException {
            try {
              Files.copy(
                  each,
                  target.resolve(source.relativize(each)),
                  StandardCopyOption.COPY_ATTRIBUTES);
            } catch (NoSuchFileException gone) {
              // The server goes on working; what it removes is not needed.
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
