package io.afterword.survey.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkKeysTest {

  private static final UUID INVITATION = UUID.fromString("01937a60-11f2-7a40-8f7e-2b9d4c5e6f70");
  private final LinkKeys keys = new LinkKeys("a secret of at least thirty-two characters");

  @Test
  void an_invitation_has_the_same_key_for_ever() {
    assertThat(keys.of(INVITATION)).isEqualTo("lQ9qtdxpA4i2go6Zu0uLGA");
    assertThat(keys.of(INVITATION)).hasSize(22).matches(LinkKeys::isWellFormed);
  }

  @Test
  void another_invitation_or_secret_has_another_key() {
    assertThat(keys.of(new UUID(0, 1))).isNotEqualTo(keys.of(new UUID(0, 2)));
    assertThat(new LinkKeys("another secret of thirty-two characters").of(INVITATION))
        .isNotEqualTo(keys.of(INVITATION));
  }

  @Test
  void what_cannot_be_a_key_is_not_looked_up() {
    assertThat(LinkKeys.isWellFormed("")).isFalse();
    assertThat(LinkKeys.isWellFormed("short")).isFalse();
    assertThat(LinkKeys.isWellFormed("AAAAAAAAAAAAAAAAAAAAAA")).isTrue();
    assertThat(LinkKeys.isWellFormed("AAAAAAAAAAAAAAAAAAAAAB")).isFalse();
    assertThat(LinkKeys.isWellFormed("AAAAAAAAAAAAAAAAAAAAA/")).isFalse();
    assertThat(LinkKeys.isWellFormed("AAAAAAAAAAAAAAAAAAAAAAA")).isFalse();
    assertThat(LinkKeys.isWellFormed("AAAAAAAAAAéAAAAAAAAAAA")).isFalse();
    assertThat(LinkKeys.isWellFormed("azAZ09-_AAAAAAAAAAAAAw")).isTrue();
  }

  @Test
  void only_a_hash_of_256_bits_is_stored() {
    assertThat(LinkKeys.hash(keys.of(INVITATION))).hasSize(32);
  }

  @Test
  void a_secret_that_is_too_short_is_refused_by_name() {
    assertThatThrownBy(() -> new LinkKeys("short"))
        .hasMessageContaining("AFTERWORD_LINK_SECRET")
        .hasMessageNotContaining("short\"");
  }
}
