package io.afterword.dev.system;

import io.afterword.dev.quickstart.loop.Visitor;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Clients of one service that repeat once what was not answered with success, and their books. */
final class OnceMore {
  /** As a client that backs off a little; long enough for a proxy to see that a replica is gone. */
  private static final Duration BEFORE_RETRY = Duration.ofMillis(250);

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger failedTwice = new AtomicInteger();
  private final AtomicLong slowest = new AtomicLong();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

  /** The answer, empty when it failed twice. */
  Optional<Visitor.Answer> ask(Supplier<Visitor.Answer> request) {
    requests.incrementAndGet();
    Optional<Visitor.Answer> first = attempt(request);
    if (first.isPresent()) {
      return first;
    }
    failed.incrementAndGet();
    try {
      Thread.sleep(BEFORE_RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    Optional<Visitor.Answer> second = attempt(request);
    if (second.isEmpty()) {
      failedTwice.incrementAndGet();
    }
    return second;
  }

  private Optional<Visitor.Answer> attempt(Supplier<Visitor.Answer> request) {
    long begin = System.nanoTime();
    try {
      return Optional.of(request.get().expectSuccess());
    } catch (UncheckedIOException | IllegalStateException e) {
      complaints.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    } finally {
      slowest.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin), Math::max);
    }
  }

  int requests() {
    return requests.get();
  }

  int failedTwice() {
    return failedTwice.get();
  }

  /** What failed, in the words of whoever refused. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** For the record. */
  Map<String, Object> books() {
    Map<String, Object> books = new LinkedHashMap<>();
    books.put("requests", requests.get());
    books.put("failuresWithoutRetry", failed.get());
    books.put("failuresWithOneRetry", failedTwice.get());
    books.put("slowestMillis", slowest.get());
    return books;
  }
}
