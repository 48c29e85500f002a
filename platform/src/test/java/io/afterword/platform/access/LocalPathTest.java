package io.afterword.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/scores", "/scores?days=30&team=a%2Fb", "/surveys/1#top"})
  void keeps_paths_of_ours(String wish) {
    assertThat(LocalPath.of(wish)).isEqualTo(wish);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "scores",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        " /scores",
        "/%zz"
      })
  void leads_home_instead_of_elsewhere(String wish) {
    assertThat(LocalPath.of(wish)).isEqualTo("/");
  }

  @Test
  void leads_home_without_a_wish_or_with_an_endless_one() {
    assertThat(LocalPath.of(null)).isEqualTo("/");
    assertThat(LocalPath.of("/" + "x".repeat(2000))).isEqualTo("/");
  }
}
