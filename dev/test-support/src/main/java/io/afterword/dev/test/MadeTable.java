package io.afterword.dev.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a page of the documentation that is made from code and held equal to it. In the page it
 * stands between two comments:
 *
 * <pre>{@code
 * <!-- made from code: metrics of dispatch-service -->
 * <!-- end: metrics of dispatch-service -->
 * }</pre>
 *
 * With {@code -Ddocs.update=true} the page is written instead.
 */
public final class MadeTable {
  private final Path page;
  private final String name;

  private MadeTable(Path page, String name) {
    this.page = page;
    this.name = name;
  }

  /**
   * @param page relative to the checkout, from a module directly below it
   */
  public static MadeTable in(String page, String name) {
    return new MadeTable(Path.of("..").resolve(page), name);
  }

  /** Fails when the page has other lines there. */
  public void holds(List<String> lines) {
    List<String> all = read();
    int begin = all.indexOf("<!-- made from code: " + name + " -->");
    int end = all.indexOf("<!-- end: " + name + " -->");
    if (begin < 0 || end < begin) {
      throw new AssertionError(page + " has no place for " + name);
    }
    if (all.subList(begin + 1, end).equals(lines)) {
      return;
    }
    if (!Boolean.getBoolean("docs.update")) {
      throw new AssertionError(
          "%s: %s should be%n%s%nIf that is meant, run the test again with -Ddocs.update=true"
              .formatted(page, name, String.join("\n", lines)));
    }
    List<String> made = new ArrayList<>(all.subList(0, begin + 1));
    made.addAll(lines);
    made.addAll(all.subList(end, all.size()));
    write(made);
  }

  private List<String> read() {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(List<String> lines) {
    try {
      Files.write(page, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
