package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A program of the machine. A missing one fails the check that needs it; nothing is skipped. */
record Tool(Path program) {

  private static final File NOTHING = new File("/dev/null");

  static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

  /** What a program printed and how it ended. */
  record Outcome(int exitCode, String output) {}

  /** Found on the PATH. */
  static Tool onPath(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Tool::new)
        .orElseThrow(
            () -> new AssertionError(name + " is not installed; .ci/run shows what is needed."));
  }

  /** Installed by npm under the checkout's target folder. */
  static Tool ofNpm(String name) {
    Path program = CHECKOUT.resolve("target/npm/node_modules/.bin").resolve(name);
    assertThat(program).as("%s is not installed; .ci/run shows how", name).isExecutable();
    return new Tool(program);
  }

  Outcome run(List<String> arguments) throws IOException, InterruptedException {
    return run(arguments, Map.of());
  }

  Outcome run(List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(arguments, environment, NOTHING);
  }

  /** Runs it in the checkout. */
  Outcome run(List<String> arguments, Map<String, String> environment, File input)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(CHECKOUT.toFile())
            .redirectErrorStream(true)
            .redirectInput(input);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
