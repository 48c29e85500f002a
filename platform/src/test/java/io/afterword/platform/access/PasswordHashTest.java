package io.afterword.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

  @Test
  void knows_its_password_and_no_other() {
    String hash = PasswordHash.make("пароль 🔑 with spaces");

    assertThat(PasswordHash.verify("пароль 🔑 with spaces", hash)).isTrue();
    assertThat(PasswordHash.verify("пароль 🔑 with space", hash)).isFalse();
    assertThat(hash).startsWith("pbkdf2-sha256$600000$").doesNotContain("пароль");
  }

  @Test
  void is_salted() {
    assertThat(PasswordHash.make("same")).isNotEqualTo(PasswordHash.make("same"));
  }

  @Test
  void reads_a_hash_of_another_cost() {
    // RFC 7914, section 11: PBKDF2-HMAC-SHA-256 of "passwd" with "salt", once; first 32 bytes.
    String hash = "pbkdf2-sha256$1$c2FsdA==$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw=";

    assertThat(PasswordHash.verify("passwd", hash)).isTrue();
    assertThat(PasswordHash.verify("password", hash)).isFalse();
  }

  @Test
  void nobody_has_a_password() {
    assertThat(PasswordHash.verifyNobody("")).isFalse();
    assertThat(PasswordHash.verify("x", "bcrypt$12$x")).isFalse();
  }
}
