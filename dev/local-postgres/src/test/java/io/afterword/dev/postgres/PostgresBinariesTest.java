package io.afterword.dev.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Linux,    amd64,   postgres-linux-x86_64.txz",
    "Linux,    aarch64, postgres-linux-arm_64.txz",
    "Mac OS X, x86_64,  postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, postgres-darwin-arm_64.txz",
  })
  void knows_each_platforms_archive(String os, String arch, String name) {
    assertThat(PostgresBinaries.resourceName(os, arch)).isEqualTo(name);
  }

  @Test
  void names_the_way_out_where_there_is_no_archive() {
    assertThatThrownBy(() -> PostgresBinaries.resourceName("Windows 11", "amd64"))
        .hasMessage(
            "There is no bundled PostgreSQL for Windows 11 on amd64; give an existing server instead.");
  }

  @Test
  void several_callers_at_once_unpack_once_and_clear_away_what_a_killed_run_left()
      throws Exception {
    Path home = PostgresBinaries.unpackedUnder(folder).home();
    Path remains = home.resolveSibling(home.getFileName() + ".unpacking");
    Files.move(home, remains);
    List<PostgresBinaries> found =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackedUnder(folder)))
            .limit(3)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .distinct()
            .toList();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).postgres()).isExecutable();
    assertThat(found.get(0).initdb()).isExecutable();
    assertThat(Files.exists(remains)).isFalse();
    try (Stream<Path> inside = Files.list(folder)) {
      assertThat(inside.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("lock", found.get(0).home().getFileName().toString());
    }
  }
}
