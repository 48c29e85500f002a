package io.afterword.dev.quickstart.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrowAwayStateTest {
  @TempDir Path folder;

  @Test
  void goes_with_its_run_unless_it_is_kept_for_the_next_one_to_remove() {
    ThrowAwayState first = ThrowAwayState.under(folder);
    assertThat(first.folder()).isDirectory();
    first.close();
    assertThat(first.folder()).doesNotExist();

    ThrowAwayState second = ThrowAwayState.under(folder);
    second.keep();
    second.close();
    assertThat(second.folder()).isDirectory();
  }

  @Test
  void what_a_killed_run_left_is_stopped_and_removed_while_a_living_one_is_left_alone()
      throws Exception {
    Path dead = Files.createDirectories(folder.resolve("1"));
    Path alive = Files.createDirectories(folder.resolve("2"));
    Process leftover = new ProcessBuilder("sleep", "300").start();
    Files.createDirectories(dead.resolve("run"));
    new PidFile(dead.resolve("run/survey.pid")).write(leftover.toHandle(), "300");
    try (StateFolder held = StateFolder.take(alive);
        ThrowAwayState mine = ThrowAwayState.under(folder)) {
      assertThat(held).isNotNull();
      assertThat(mine.folder()).isDirectory();
      assertThat(leftover.isAlive()).isFalse();
      assertThat(dead).doesNotExist();
      assertThat(alive).isDirectory();
    } finally {
      leftover.destroyForcibly();
    }
  }
}
