package io.afterword.dev.postgres;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the system's programs are looked for.
 *
 * @param value as the variable PATH has it
 */
public record SearchPath(String value) {
  public static SearchPath ofEnvironment() {
    return new SearchPath(System.getenv().getOrDefault("PATH", ""));
  }

  /** The first program of that name. */
  public Optional<String> program(String name) {
    return Arrays.stream(value.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(Path::toString);
  }
}
