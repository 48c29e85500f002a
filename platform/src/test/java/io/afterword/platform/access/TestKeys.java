package io.afterword.platform.access;

import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;

/** Makes keys for tests, without the API. */
@ApplicationScoped
public class TestKeys {
  private final AccessRegister register;
  private final Clock clock;

  TestKeys(AccessRegister register, Clock clock) {
    this.register = register;
    this.clock = clock;
  }

  /** A new key with these scopes. */
  public String with(String... scopes) {
    KeyText text = KeyText.random();
    AccessKey key = AccessKey.of(text, "test", Set.of(scopes), null, clock.instant());
    try {
      VertxContextSupport.subscribeAndAwait(
          () -> register.inTransaction(session -> register.add(session, key)));
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
    return text.text();
  }
}
