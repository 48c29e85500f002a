package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Figures in guides are those of the results that they name. A figure is followed by a comment,
 * which readers of the page do not see: {@code 7,310<!--capture.json/figures/0/median-->}. {@code
 * -Ddocs.update=true} writes the figures, with as many decimals as are shown.
 */
class DocumentedFiguresTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path RESULTS = ROOT.resolve("dev/benchmarks/results");
  private static final Pattern QUOTED =
      Pattern.compile("(\\d[\\d.,]*)<!--([\\w-]+\\.json)(/.*?)-->");
  private static final String MEASURED = "measured";

  @ParameterizedTest
  @CsvSource({"size.md, 40", "upgrade.md, 30"})
  void figures_are_those_of_the_results(String guide, int atLeast) throws Exception {
    Path file = ROOT.resolve("docs/guides").resolve(guide);
    String page = Files.readString(file);
    String right = QUOTED.matcher(page).replaceAll(DocumentedFiguresTest::right);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(file, right);
    } else {
      assertThat(page).as("-Ddocs.update=true writes it").isEqualTo(right);
    }
    assertThat(QUOTED.matcher(page).results()).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(withoutResult(page)).as("measured, and by what is not said").isEmpty();
  }

  @Test
  void a_figure_that_is_not_the_results_is_put_right_and_one_without_a_result_is_found() {
    assertThat(
            QUOTED
                .matcher("7.31<!--capture.json/settings/rounds-->")
                .replaceAll(DocumentedFiguresTest::right))
        .isEqualTo("6.00<!--capture.json/settings/rounds-->");
    assertThatThrownBy(
            () ->
                QUOTED
                    .matcher("6<!--capture.json/nowhere-->")
                    .replaceAll(DocumentedFiguresTest::right))
        .hasMessageContaining("capture.json has no number at /nowhere");
    assertThat(withoutResult("| what | measured |\n|---|---|\n| a 1 | 3<!--x.json/a--> and 4 |\n"))
        .containsExactly("3 and 4");
  }

  /** The same with the result's figure, with as many decimals as are shown. */
  private static String right(MatchResult quoted) {
    String shown = quoted.group(1);
    JsonNode is = result(quoted.group(2)).at(quoted.group(3));
    assertThat(is.isNumber())
        .as("%s has no number at %s", quoted.group(2), quoted.group(3))
        .isTrue();
    int decimals = shown.contains(".") ? shown.length() - shown.indexOf('.') - 1 : 0;
    String figure = String.format(Locale.ROOT, "%,." + decimals + "f", is.decimalValue());
    return Matcher.quoteReplacement(
        quoted.group().replaceFirst(Pattern.quote(shown), Matcher.quoteReplacement(figure)));
  }

  private static JsonNode result(String file) {
    try {
      return JsonMapper.builder().build().readTree(RESULTS.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cells below such a heading with a figure of which nobody says where it is from. */
  private static List<String> withoutResult(String page) {
    List<String> found = new ArrayList<>();
    List<String> headings = List.of();
    for (String line : page.lines().toList()) {
      List<String> cells = line.startsWith("|") ? List.of(line.split("\\|", -1)) : List.of();
      headings = cells.isEmpty() || headings.isEmpty() ? cells : headings;
      for (int cell = 0; cell < cells.size(); cell++) {
        if (!cells.equals(headings)
            && headings.get(cell).strip().startsWith(MEASURED)
            && QUOTED.matcher(cells.get(cell)).replaceAll("").matches(".*\\d.*")) {
          found.add(cells.get(cell).strip().replaceAll("<!--.*?-->", ""));
        }
      }
    }
    return found;
  }
}
