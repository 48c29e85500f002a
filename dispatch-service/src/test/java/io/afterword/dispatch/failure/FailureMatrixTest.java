package io.afterword.dispatch.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page names every row, and behind every row stands a test that exists. */
class FailureMatrixTest {
  private static final Pattern CELL = Pattern.compile("`(\\w+\\.\\w+)`: (holds|DOES NOT HOLD)");

  private static final Set<JavaMethod> SHOWING =
      new ClassFileImporter()
          .importPath(Path.of("target", "test-classes")).stream()
              .flatMap(type -> type.getMethods().stream())
              .filter(method -> method.isAnnotatedWith(Shows.class))
              .collect(Collectors.toSet());

  private static Stream<String> lines() {
    return FailureMatrix.page().lines().filter(line -> line.matches("\\| \\d+ \\|.*"));
  }

  @Test
  void the_page_has_every_row_with_the_tests_that_show_it_and_no_other() {
    List<String> expected = Stream.of(Fault.values()).map(FailureMatrixTest::row).toList();
    assertThat(lines().map(line -> line.replaceAll(CELL.pattern(), "$1")).toList())
        .isEqualTo(expected.stream().map(row -> row.replaceAll(CELL.pattern(), "$1")).toList());
  }

  private static String row(Fault fault) {
    List<FailureMatrix.Result> results =
        SHOWING.stream()
            .filter(method -> method.getAnnotationOfType(Shows.class).value() == fault)
            .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
            .sorted()
            .map(test -> new FailureMatrix.Result(fault, test, "holds"))
            .toList();
    return FailureMatrix.row(fault, results).strip();
  }

  @Test
  void every_row_is_shown_and_holds() {
    assertThat(FailureMatrix.page()).doesNotContain("DOES NOT HOLD");
    assertThat(Stream.of(Fault.values()).filter(fault -> !row(fault).contains("holds")).toList())
        .isEmpty();
  }
}
