package io.afterword.dev.quickstart.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  @TempDir Path folder;
  private final Process process = sleeper();

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void a_process_that_was_left_behind_is_stopped_and_forgotten() throws Exception {
    PidFile file = new PidFile(folder.resolve("survey.pid"));
    file.write(process.toHandle(), "300");

    new PidFile(folder.resolve("survey.pid")).stopLeftover();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("survey.pid")).doesNotExist();
  }

  @Test
  void a_process_that_runs_something_else_is_somebody_elses() {
    PidFile file = new PidFile(folder.resolve("survey.pid"));
    file.write(process.toHandle(), "/checkout/quarkus-run.jar");

    file.stopLeftover();

    assertThat(process.isAlive()).isTrue();
    assertThat(folder.resolve("survey.pid")).doesNotExist();
  }

  @Test
  void a_process_that_started_at_another_time_is_somebody_elses() throws IOException {
    Path file = folder.resolve("survey.pid");
    Instant anHourAgo = Instant.now().minusSeconds(3600);
    Files.write(file, List.of(Long.toString(process.pid()), anHourAgo.toString(), "300"));

    new PidFile(file).stopLeftover();

    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void a_missing_or_damaged_file_means_that_nothing_is_left() throws IOException {
    Path file = Files.writeString(folder.resolve("survey.pid"), "not a number\n");
    assertThatCode(() -> new PidFile(file).stopLeftover()).doesNotThrowAnyException();
    assertThatCode(() -> new PidFile(file).stopLeftover()).doesNotThrowAnyException();
  }

  private static Process sleeper() {
    try {
      return new ProcessBuilder("sleep", "300").start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
