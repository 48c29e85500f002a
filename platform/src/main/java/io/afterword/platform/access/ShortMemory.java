package io.afterword.platform.access;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Remembers what the database said for a moment, so that a busy key costs one look-up a moment and
 * not one a request. What was not found is not remembered: a new key works at once, and guesses
 * cannot fill the memory.
 */
final class ShortMemory<K, V> {
  private static final int MAX_ENTRIES = 10_000;

  private record Entry<V>(V value, long until) {}

  private final ConcurrentMap<K, Entry<V>> entries = new ConcurrentHashMap<>();
  private final long nanos;
  private final LongSupplier machineNanos;

  /**
   * @param moment after which a value is looked up again; a revoked key works for so long
   * @param machineNanos as {@link System#nanoTime}
   */
  ShortMemory(Duration moment, LongSupplier machineNanos) {
    this.nanos = moment.toNanos();
    this.machineNanos = machineNanos;
  }

  Uni<Optional<V>> get(K key, Supplier<Uni<Optional<V>>> lookUp) {
    Entry<V> entry = entries.get(key);
    if (entry != null && entry.until() - machineNanos.getAsLong() > 0) {
      return Uni.createFrom().item(Optional.of(entry.value()));
    }
    return lookUp.get().invoke(found -> remember(key, found));
  }

  void forget(K key) {
    entries.remove(key);
  }

  private void remember(K key, Optional<V> found) {
    if (found.isEmpty()) {
      entries.remove(key);
      return;
    }
    if (entries.size() >= MAX_ENTRIES) {
      long now = machineNanos.getAsLong();
      entries.values().removeIf(entry -> entry.until() - now <= 0);
    }
    if (entries.size() < MAX_ENTRIES) {
      entries.put(key, new Entry<>(found.get(), machineNanos.getAsLong() + nanos));
    }
  }
}
