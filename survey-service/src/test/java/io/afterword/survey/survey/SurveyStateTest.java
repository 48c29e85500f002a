package io.afterword.survey.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SurveyStateTest {

  private static final Pattern MOVE = Pattern.compile("(?m)^ {4}([A-Z]+) --> ([A-Z]+)$");

  @Test
  void the_diagram_in_the_readme_shows_exactly_the_allowed_moves() throws IOException {
    TreeSet<String> drawn = new TreeSet<>();
    Matcher moves = MOVE.matcher(Files.readString(Path.of("README.md")));
    while (moves.find()) {
      drawn.add(moves.group(1) + " -> " + moves.group(2));
    }
    TreeSet<String> allowed = new TreeSet<>();
    for (SurveyState from : SurveyState.values()) {
      from.next().forEach(to -> allowed.add(from + " -> " + to));
    }
    assertThat(drawn).isEqualTo(allowed).hasSize(3);
  }
}
