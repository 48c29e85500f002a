package io.afterword.dev.postgres;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path into a folder named after their content.
 *
 * <p>Whoever comes first unpacks, others wait; a folder under its final name is always complete.
 */
record PostgresBinaries(Path home) {
  private static final Duration UNPACKING = Duration.ofMinutes(2);
  private static final int EXECUTABLE = 0100;

  Path initdb() {
    return home.resolve("bin/initdb");
  }

  Path postgres() {
    return home.resolve("bin/postgres");
  }

  /** One folder per checkout, so that its modules unpack once; outside of one, the directory's. */
  static Path sharedFolder(Path directory) {
    for (Path folder = directory; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder.resolve(".afterword").resolve("binaries");
      }
    }
    return directory.resolve("binaries");
  }

  static PostgresBinaries unpackedUnder(Path folder) {
    byte[] archive = archive(resourceName(property("os.name"), property("os.arch")));
    Path home = folder.resolve("postgres-" + fingerprint(archive));
    if (Files.isDirectory(home)) {
      return new PostgresBinaries(home);
    }
    try {
      unpackOnce(archive, folder, home);
    } catch (IOException e) {
      throw new LocalPostgresException(
          "PostgreSQL could not be unpacked into " + folder + ": " + e + ".", e);
    }
    return new PostgresBinaries(home);
  }

  private static void unpackOnce(byte[] archive, Path folder, Path home) throws IOException {
    DirectoryLock lock = DirectoryLock.await(folder, UNPACKING);
    try {
      if (!Files.isDirectory(home)) {
        unpack(archive, home);
      }
    } finally {
      lock.close();
    }
  }

  /** The archive's name on the class path, as the artifacts for each platform have it. */
  static String resourceName(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.contains("linux") ? "linux" : os.contains("mac") ? "darwin" : "";
    String processor =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "";
        };
    if (system.isEmpty() || processor.isEmpty()) {
      throw new LocalPostgresException(
          "There is no bundled PostgreSQL for %s on %s; give an existing server instead."
              .formatted(osName, osArch));
    }
    return "postgres-" + system + "-" + processor + ".txz";
  }

  private static byte[] archive(String name) {
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new LocalPostgresException(
            "The bundled PostgreSQL (" + name + ") is not on the class path.");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(byte[] archive, Path home) throws IOException {
    Path unfinished = home.resolveSibling(home.getFileName() + ".unpacking");
    FileTree.delete(unfinished); // of a run that was killed; we hold the lock
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, unfinished);
      }
    }
    try (Stream<Path> folders = Files.find(unfinished, 9, (path, kind) -> kind.isDirectory())) {
      for (Path each : (Iterable<Path>) folders::iterator) {
        // Another account, even "nobody", must be able to run what one account unpacked.
        Files.setPosixFilePermissions(each, permissions(true));
      }
    }
    Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("the archive names a file outside itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      Files.setPosixFilePermissions(target, permissions((entry.getMode() & EXECUTABLE) != 0));
    }
  }

  private static Set<PosixFilePermission> permissions(boolean executable) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }

  private static String fingerprint(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
