package io.afterword.dev.quickstart.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrowAwayStateTest {
  @TempDir Path folder;

  @Test
  void goes_with_a_run_that_went_well_and_stays_with_another_until_the_next_one() throws Exception {
    ThrowAwayState first = ThrowAwayState.under(folder);
    assertThat(first.folder()).isDirectory();
    first.wentWell();
    first.close();
    assertThat(first.folder()).doesNotExist();

    ThrowAwayState second = ThrowAwayState.under(folder);
    second.close();
    assertThat(second.folder()).isDirectory();

    Path leftover = Files.writeString(second.folder().resolve("survey.log"), "why it failed");
    ThrowAwayState third = ThrowAwayState.under(folder);
    assertThat(leftover).doesNotExist();
    third.close();
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
      assertThat(leftover.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(dead).doesNotExist();
      assertThat(alive).isDirectory();
    } finally {
      leftover.destroyForcibly();
    }
  }
}
