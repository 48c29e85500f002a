package io.afterword.platform.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "afterword.example.com",
        "ftp://afterword.example.com",
        "https://afterword.example.com/surveys",
        "https://afterword.example.com?lang=en",
        "https://me@afterword.example.com",
        "https:// afterword"
      })
  void what_no_link_can_begin_with_is_refused_with_a_good_one(String url) {
    assertThatThrownBy(() -> PublicUrlGuard.check(url))
        .hasMessage(
            "afterword.public-url (AFTERWORD_PUBLIC_URL) cannot be \"%s\". Set it to where people"
                    .formatted(url)
                + " reach Afterword, without a path, such as https://afterword.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost:8080", "https://afterword.example.com", "https://a.example/"})
  void an_origin_is_fine(String url) {
    assertThatCode(() -> PublicUrlGuard.check(url)).doesNotThrowAnyException();
  }
}
