package io.afterword.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShortMemoryTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicInteger lookUps = new AtomicInteger();
  private final ShortMemory<String, Integer> memory =
      new ShortMemory<>(Duration.ofSeconds(1), nanos::get);

  @Test
  void looks_up_once_a_moment_even_when_the_machine_counts_over() {
    assertThat(get("key", true)).contains(1);
    assertThat(get("key", true)).contains(1);

    nanos.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(get("key", true)).contains(1);
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(get("key", true)).contains(2);
  }

  @Test
  void does_not_remember_what_was_not_there() {
    assertThat(get("key", false)).isEmpty();
    assertThat(get("key", true)).contains(2);
  }

  @Test
  void forgets_what_is_gone() {
    get("key", true);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(get("key", false)).isEmpty();
  }

  private Optional<Integer> get(String key, boolean there) {
    return memory
        .get(
            key,
            () -> {
              int count = lookUps.incrementAndGet();
              return Uni.createFrom().item(there ? Optional.of(count) : Optional.<Integer>empty());
            })
        .await()
        .indefinitely();
  }
}
