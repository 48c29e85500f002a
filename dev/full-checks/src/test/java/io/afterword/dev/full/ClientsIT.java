package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that strangers generate from our documents walk the main path, as the guide says. */
class ClientsIT {
  private static final Path FOLDER = Tool.CHECKOUT.resolve("target/clients");
  private static RunningSuite suite;
  private static Guide guide;

  @BeforeAll
  static void start() throws Exception {
    guide = Guide.of(Tool.CHECKOUT.resolve("docs/guides/clients.md"));
    assertThat(guide.commands()).containsOnlyKeys("generator", "java", "typescript", "python");
    for (String left : List.of("java", "typescript", "python")) {
      forget(FOLDER.resolve(left));
    }
    Files.createDirectories(FOLDER);
    for (Map.Entry<String, String> program : guide.programs().entrySet()) {
      Files.writeString(FOLDER.resolve(program.getKey()), program.getValue());
    }
    suite = RunningSuite.start();
    run("generator");
  }

  @AfterAll
  static void stop() {
    if (suite != null) {
      suite.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"java, Java", "typescript, TypeScript", "python, Python"})
  void a_generated_client_walks_the_main_path(String commands, String language) throws Exception {
    assertThat(run(commands)).endsWith(language + ": 100 from 1 answer\n");
  }

  private static String run(String name) throws IOException, InterruptedException {
    String path =
        // Where .ci/run puts a newer Python than the machine's own.
        Tool.CHECKOUT.resolve("target/debian13/bin") + ":" + System.getenv("PATH");
    Tool.Outcome outcome =
        Tool.onPath("bash")
            .run(
                List.of("-euo", "pipefail", "-c", guide.commands().get(name)),
                Map.of(
                    "PATH",
                    path,
                    "AFTERWORD_URL",
                    suite.front().toString(),
                    "AFTERWORD_KEY",
                    suite.apiKey(),
                    "AFTERWORD_INBOX",
                    suite.inbox().toString()));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    return outcome.output();
  }

  private static void forget(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
