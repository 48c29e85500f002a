package io.afterword.dev.quickstart.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void are_made_once_and_kept_for_their_owner_only() throws Exception {
    Path file = folder.resolve("secrets.properties");
    Secrets first = Secrets.keptIn(file);
    assertThat(Secrets.keptIn(file)).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void are_long_enough_and_differ() {
    Secrets secrets = Secrets.keptIn(folder.resolve("secrets.properties"));
    assertThat(secrets.values().values()).doesNotHaveDuplicates();
    assertThat(secrets.adminPassword()).matches("[a-z2-9]{4}(-[a-z2-9]{4}){3}");
    assertThat(secrets.values().get("AFTERWORD_FEED_SURVEY_SCORING_SECRET")).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(secrets.values().get("AFTERWORD_SESSION_KEY")))
        .hasSize(32);
  }

  @Test
  void what_a_later_version_needs_is_added_and_the_rest_stays() throws Exception {
    Path file = folder.resolve("secrets.properties");
    Files.writeString(file, "AFTERWORD_ADMIN_PASSWORD=mine\n");
    assertThat(Secrets.keptIn(file).adminPassword()).isEqualTo("mine");
    assertThat(Files.readString(file)).contains("AFTERWORD_SESSION_KEY=");
  }
}
