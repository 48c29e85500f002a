package io.afterword.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.platform.secret.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionSealTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final SessionSeal seal = new SessionSeal(Hash.sha256("a key"));
  private final Session session = new Session(new UUID(1, 2), new UUID(3, 4), NOON);

  @Test
  void opens_what_it_sealed_and_shows_nothing_of_it() {
    String sealed = seal.seal(session);

    assertThat(seal.open(sealed)).contains(session);
    assertThat(seal.seal(session)).isNotEqualTo(sealed);
    assertThat(sealed).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void opens_nothing_that_was_changed_in_any_byte() {
    byte[] sealed = Base64.getUrlDecoder().decode(seal.seal(session));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThat(seal.open(Base64.getUrlEncoder().encodeToString(changed))).isEmpty();
    }
  }

  @Test
  void opens_nothing_of_another_key_and_no_nonsense() {
    String foreign = new SessionSeal(Hash.sha256("another key")).seal(session);

    assertThat(seal.open(foreign)).isEmpty();
    assertThat(seal.open("")).isEmpty();
    assertThat(seal.open("!")).isEmpty();
    assertThat(seal.open("AAAA")).isEmpty();
  }

  @Test
  void a_session_is_over_twelve_hours_after_it_began() {
    assertThat(session.isOver(NOON.plus(Duration.ofHours(12)).minusMillis(1))).isFalse();
    assertThat(session.isOver(NOON.plus(Duration.ofHours(12)))).isTrue();
  }
}
