package io.afterword.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "Text/HTML",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
        "application/json;q=0.5, text/html",
        "application/xhtml+xml",
      })
  void a_browser_likes_html_best(String accept) {
    assertThat(Browser.prefersHtml(accept)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "application/json",
        "application/json, text/html",
        "application/problem+json",
        "text/html;q=0",
        "text/html;q=0.4, application/json;q=0.5",
        "text/html;q=lots",
        ";;;,,,",
      })
  void a_program_does_not(String accept) {
    assertThat(Browser.prefersHtml(accept)).isFalse();
  }

  @Test
  void nor_does_who_says_nothing() {
    assertThat(Browser.prefersHtml(null)).isFalse();
  }
}
