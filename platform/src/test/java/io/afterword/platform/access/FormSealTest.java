package io.afterword.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.platform.secret.Hash;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FormSealTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final FormSeal seal = new FormSeal(Hash.sha256("a key"));

  @Test
  void accepts_its_own_token_for_the_same_subject_as_long_as_it_is_valid() {
    String token = seal.issue("link", NOON);

    assertThat(seal.verify(token, "link", NOON, DAY)).isTrue();
    assertThat(seal.verify(token, "link", NOON.plus(DAY), DAY)).isTrue();
    assertThat(seal.verify(token, "link", NOON.plus(DAY).plusSeconds(60), DAY)).isFalse();
  }

  @Test
  void refuses_another_subject_another_key_and_a_token_of_the_future() {
    String token = seal.issue("link", NOON);

    assertThat(seal.verify(token, "link2", NOON, DAY)).isFalse();
    assertThat(new FormSeal(Hash.sha256("another")).verify(token, "link", NOON, DAY)).isFalse();
    assertThat(seal.verify(token, "link", NOON.minus(Duration.ofHours(1)), DAY)).isFalse();
  }

  @Test
  void knows_to_the_millisecond_when_it_was_made() {
    Instant made = NOON.plusMillis(123);

    assertThat(seal.issued(seal.issue("link", made), "link", NOON.plusSeconds(5), DAY))
        .contains(made);
    assertThat(seal.issued(seal.issue("link", made), "link2", NOON, DAY)).isEmpty();
  }

  @Test
  void refuses_nothing_and_nonsense() {
    assertThat(seal.verify(null, "link", NOON, DAY)).isFalse();
    assertThat(seal.verify("", "link", NOON, DAY)).isFalse();
    assertThat(seal.verify("?", "link", NOON, DAY)).isFalse();
    assertThat(seal.verify(seal.issue("link", NOON) + "AA", "link", NOON, DAY)).isFalse();
  }

  @Test
  void each_token_looks_different() {
    assertThat(seal.issue("link", NOON)).isNotEqualTo(seal.issue("link", NOON));
  }
}
