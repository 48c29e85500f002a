package io.afterword.dispatch.failure;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Writes what each test came to into target/failure-matrix, one file per test, and holds
 * docs/failure-matrix.md against it. With {@code -Dfailure-matrix.update=true} the page is written
 * from the results that are there.
 */
public final class FailureMatrix implements AfterTestExecutionCallback {
  static final Path PAGE = Path.of("..", "docs", "failure-matrix.md");
  private static final Path RESULTS = Path.of("target", "failure-matrix");
  private static final String HOLDS = "holds";

  /** One test's result; its file is named by the test. */
  record Result(Fault fault, String test, String outcome) {
    String cell() {
      return "`%s`: %s".formatted(test, outcome);
    }
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    boolean holds = context.getExecutionException().isEmpty();
    Result result = record(context, holds ? HOLDS : "DOES NOT HOLD");
    if (holds && !Boolean.getBoolean("failure-matrix.update") && !page().contains(result.cell())) {
      throw new AssertionError(
          "%s says nothing of %s; run the tests with -Dfailure-matrix.update=true"
              .formatted(PAGE, result.cell()));
    }
  }

  private static Result record(ExtensionContext context, String outcome) {
    Shows shows = context.getRequiredTestMethod().getAnnotation(Shows.class);
    String test =
        context.getRequiredTestClass().getSimpleName()
            + "."
            + context.getRequiredTestMethod().getName();
    try {
      Files.createDirectories(RESULTS);
      Files.writeString(RESULTS.resolve(test), shows.value() + " " + outcome);
      if (Boolean.getBoolean("failure-matrix.update")) {
        Files.writeString(PAGE, page(results()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Result(shows.value(), test, outcome);
  }

  private static List<Result> results() throws IOException {
    try (Stream<Path> files = Files.list(RESULTS)) {
      return files.sorted().map(FailureMatrix::read).toList();
    }
  }

  private static Result read(Path file) {
    try {
      String[] words = Files.readString(file).split(" ", 2);
      return new Result(
          Fault.valueOf(words[0]), String.valueOf(file.getFileName()), words[1].strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String page(List<Result> results) {
    return HEAD
        + Arrays.stream(Fault.values())
            .map(fault -> row(fault, results.stream().filter(one -> one.fault() == fault).toList()))
            .collect(joining());
  }

  static String row(Fault fault, List<Result> results) {
    String shown = results.stream().map(Result::cell).collect(joining("<br>"));
    return "| %d | %s | %s | %s | %s |%n"
        .formatted(
            List.of(Fault.values()).indexOf(fault) + 1,
            fault.fault,
            fault.database,
            fault.outcome,
            shown)
        .replace(System.lineSeparator(), "\n");
  }

  private static final String HEAD =
      """
      # What happens when something breaks

      Between an interaction and its mail, row by row: what is in the database afterwards and what
      comes of it. HOLD and RETRY are the two values of `afterword.delivery.unknown`. The last column
      is written from the results of the tests in dispatch-service
      (`mvn test -pl dispatch-service -am -Dfailure-matrix.update=true`); a test fails when this page
      says something else. Crashes are made inside the test's process: a sender is abandoned and its
      lease ends. Processes that are really killed are in `dev/system-tests`.

      | # | crash or fault at | database afterwards | outcome | shown by |
      |---|---|---|---|---|
      """;
}
