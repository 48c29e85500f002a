package io.afterword.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final byte[] KEY = Hash.sha256("a key");
  private static final byte[] SECRET = bytes("aw_something_that_nobody_else_may_read");
  private static final byte[] MEANING = bytes("an answer to Ada");

  private final Seal seal = new Seal(KEY);

  @Test
  void opens_what_it_sealed_and_shows_nothing_of_it() {
    byte[] sealed = seal.seal(SECRET, MEANING);

    assertThat(sealed).hasSize(SECRET.length + Seal.EXTRA_BYTES);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("aw_some");
    assertThat(seal.seal(SECRET, MEANING)).isNotEqualTo(sealed);
    assertThat(new Seal(KEY).open(sealed, MEANING)).contains(SECRET);
  }

  @Test
  void opens_nothing_that_was_sealed_for_something_else_or_with_another_key() {
    byte[] sealed = seal.seal(SECRET, MEANING);

    assertThat(seal.open(sealed, bytes("an answer to Bob"))).isEmpty();
    assertThat(new Seal(Hash.sha256("another key")).open(sealed, MEANING)).isEmpty();
  }

  @Test
  void opens_nothing_that_was_changed_in_any_byte_or_cut() {
    byte[] sealed = seal.seal(SECRET, MEANING);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThat(seal.open(changed, MEANING)).isEmpty();
      byte[] cut = java.util.Arrays.copyOf(sealed, i);
      assertThat(seal.open(cut, MEANING)).isEmpty();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
