package io.afterword.platform.feed;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedGuardTest {
  private static final String KEY = "afterword.feed.sources.survey.secret";

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "whsec_c2hvcnQ=", "whsec_no base64 at all, but long enough"})
  void a_secret_that_signs_nothing_is_named_with_a_good_one(String secret) {
    assertThatThrownBy(() -> FeedGuard.secret(KEY, secret))
        .hasMessageStartingWith(KEY + " is no secret of Standard Webhooks")
        .hasMessageEndingWith("whsec_ and the output of: openssl rand -base64 32")
        .hasMessageNotContaining("c2hvcnQ");
  }

  @Test
  void thirty_two_bytes_are_fine() {
    assertThatCode(
            () -> FeedGuard.secret(KEY, "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"scoring-service/feed", "scoring-service:8083/feed", "ftp://scoring/feed"})
  void an_address_that_nobody_can_call_is_named_with_a_good_one(String url) {
    assertThatThrownBy(
            () -> FeedGuard.address("afterword.feed.subscriptions.scoring.url", URI.create(url)))
        .hasMessage(
            "afterword.feed.subscriptions.scoring.url cannot be \"%s\". Set it to where the service"
                    .formatted(url)
                + " listens, such as http://scoring-service:8083/feed");
  }
}
