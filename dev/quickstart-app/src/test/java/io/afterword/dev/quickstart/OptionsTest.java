package io.afterword.dev.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void nothing_asked_for_is_a_plain_start() {
    assertThat(Options.parse(List.of("--checkout", "/a b")))
        .isEqualTo(new Options(Path.of("/a b"), false, false, false, null));
  }

  @Test
  void every_option_is_understood() {
    assertThat(
            Options.parse(List.of("--checkout", "/x", "--check", "--postgres", "postgresql://h")))
        .isEqualTo(new Options(Path.of("/x"), false, true, false, "postgresql://h"));
    assertThat(Options.parse(List.of("--checkout", "/x", "--fresh", "--help")))
        .isEqualTo(new Options(Path.of("/x"), true, false, true, null));
  }

  @Test
  void what_makes_no_sense_is_a_sentence() {
    assertThatThrownBy(() -> Options.parse(List.of("--quick")))
        .hasMessage("There is no option --quick; ./quickstart --help lists them.");
    assertThatThrownBy(() -> Options.parse(List.of("--postgres")))
        .hasMessage("--postgres needs a value; see ./quickstart --help.");
    assertThatThrownBy(() -> Options.parse(List.of("--fresh", "--postgres", "postgresql://h")))
        .hasMessageStartingWith("--fresh does not empty databases of a server that is not its own");
  }
}
