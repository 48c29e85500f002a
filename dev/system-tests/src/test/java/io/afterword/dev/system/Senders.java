package io.afterword.dev.system;

import io.afterword.dev.benchmarks.ScoringAlone;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Three that give batches of events to replicas of scoring-service until each is taken. */
final class Senders {
  static final int SENDERS = 3;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<String> batches = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final List<ServiceProcess> replicas;
  private final List<CompletableFuture<Void>> all;

  private Senders(List<ServiceProcess> replicas) {
    this.replicas = replicas;
    this.all =
        Stream.generate(() -> CompletableFuture.runAsync(this::sendAll)).limit(SENDERS).toList();
  }

  /**
   * @param first is taken before any other
   */
  static Senders start(List<ServiceProcess> replicas, String first) {
    Senders senders = new Senders(replicas);
    senders.send(first);
    return senders;
  }

  void add(List<String> more) {
    batches.addAll(more);
  }

  int waiting() {
    return batches.size();
  }

  /** Returns when everything was taken. */
  void finish() {
    done.set(true);
    all.forEach(CompletableFuture::join);
  }

  int taken() {
    return taken.get();
  }

  /** Attempts whose replica was killed. */
  int lost() {
    return lost.get();
  }

  private void sendAll() {
    while (true) {
      String batch = batches.poll();
      if (batch == null) {
        if (done.get()) {
          return;
        }
        pause();
      } else {
        send(batch);
      }
    }
  }

  /** To one and another until somebody has taken it, as a relay behind a balancer does. */
  private void send(String batch) {
    for (int attempt = 0; ; attempt++) {
      ServiceProcess replica = replicas.get((attempt + taken.get()) % replicas.size());
      try {
        if (ScoringAlone.feed(client, replica.address(), batch) == 204) {
          taken.incrementAndGet();
          return;
        }
      } catch (IOException killed) {
        lost.incrementAndGet();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
