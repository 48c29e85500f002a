package io.afterword.dev.system;

import io.afterword.dev.quickstart.suite.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged service that is run until it ends by itself, with the settings of a deployment. */
final class Programme {
  static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
  private static final Duration ENDING = Duration.ofMinutes(2);

  /** What a service does not start without, beside its database. */
  static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("AFTERWORD_SESSION_KEY", "a key that is long enough, for migrations only"),
          Map.entry("AFTERWORD_PUBLIC_URL", "http://localhost:8080"),
          Map.entry("AFTERWORD_LINK_SECRET", "bGluayBzZWNyZXQgZm9yIG1pZ3JhdGlvbnMgb25seSE="),
          Map.entry("AFTERWORD_UNSUBSCRIBE_SECRET", "dW5zdWJzY3JpYmUgc2VjcmV0LCBtaWdyYXRpb25zIQ=="),
          Map.entry("AFTERWORD_DISPATCH_TO_SURVEY_KEY", "a bearer key that is sent to nobody here"),
          Map.entry("AFTERWORD_MAIL_FROM", "Migration <ask@migration.example>"),
          Map.entry("AFTERWORD_MAIL_REPLY_TO", "support@migration.example"),
          Map.entry(
              "AFTERWORD_FEED_SURVEY_DISPATCH_SECRET",
              "whsec_bWlncmF0aW9ucyBzZW5kIG5vIGV2ZW50cywgb25l"),
          Map.entry(
              "AFTERWORD_FEED_SURVEY_SCORING_SECRET",
              "whsec_bWlncmF0aW9ucyBzZW5kIG5vIGV2ZW50cywgdHdv"),
          Map.entry(
              "AFTERWORD_FEED_DISPATCH_SCORING_SECRET",
              "whsec_bWlncmF0aW9ucyBzZW5kIG5vIGV2ZW50cywgMyE="),
          Map.entry(
              "AFTERWORD_FEED_DISPATCH_SURVEY_SECRET",
              "whsec_bWlncmF0aW9ucyBzZW5kIG5vIGV2ZW50cywgNCE="),
          Map.entry(
              "AFTERWORD_FEED_SCORING_DISPATCH_SECRET",
              "whsec_bWlncmF0aW9ucyBzZW5kIG5vIGV2ZW50cywgNSE="));

  private Programme() {}

  /** How it ended, and what it said. */
  record Ended(int code, String output) {
    String lastLine() {
      List<String> lines = output.lines().toList();
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
  }

  /**
   * @param environment all that it is told
   */
  static Ended run(
      ServiceKind kind, Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path jar = CHECKOUT.resolve(kind.fullName()).resolve("target/quarkus-app/quarkus-run.jar");
    Path output = folder.resolve("output");
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(each -> each.startsWith("AFTERWORD_") || each.startsWith("QUARKUS_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(ENDING.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(kind.fullName() + " did not end:\n" + Files.readString(output));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }
}
