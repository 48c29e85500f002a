package io.afterword.dev.system;

import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import io.afterword.dev.quickstart.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * Kills replicas with {@code kill -9} at random moments and starts each again a random while later.
 * Among the rounds is, once for each service, the end of all its replicas at the same moment. Who
 * is killed after which pause follows from the seed; what they are doing then does not.
 */
final class Killer implements AutoCloseable {
  /** Between the moment when all services are at work and the next round. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** Between a kill and the start of what was killed. */
  private static final Duration LONGEST_DOWN = Duration.ofSeconds(2);

  private static final List<ServiceKind> KINDS = List.of(ServiceKind.values());
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Suite suite;
  private final Random random;
  private final Map<ServiceKind, Integer> kills = new EnumMap<>(ServiceKind.class);
  private final List<CompletableFuture<Void>> restarts = new ArrayList<>();
  private final AtomicInteger rounds = new AtomicInteger();

  Killer(Suite suite, long seed) {
    this.suite = suite;
    this.random = new Random(seed);
  }

  /** One round: some replicas of one service, or all. */
  private record Victims(ServiceKind kind, List<ServiceProcess> replicas) {}

  /**
   * @param next is told the number of each round before its pause begins
   */
  void kill(int count, IntConsumer next) {
    for (Victims victims : choose(count)) {
      Await.until(PATIENCE, this::atWork, all -> all, "a service did not come back");
      next.accept(rounds.get());
      Await.until(
          PATIENCE,
          System::nanoTime,
          after(upTo(LONGEST_PAUSE))
              .and(now -> victims.replicas().stream().allMatch(ServiceProcess::isAlive)),
          "what is to be killed was not started again");
      for (ServiceProcess victim : victims.replicas()) {
        victim.kill();
        kills.merge(victims.kind(), 1, Integer::sum);
        restarts.add(
            CompletableFuture.runAsync(
                victim::start,
                CompletableFuture.delayedExecutor(upTo(LONGEST_DOWN), TimeUnit.MILLISECONDS)));
      }
      rounds.incrementAndGet();
    }
  }

  /** How many rounds are over. */
  int rounds() {
    return rounds.get();
  }

  /** How many processes of each service were killed. */
  Map<ServiceKind, Integer> kills() {
    return new EnumMap<>(kills);
  }

  /** Waits until all that was killed runs and answers again. */
  void awaitRestarts() {
    close();
    for (ServiceKind kind : KINDS) {
      suite.replicas(kind).forEach(ServiceProcess::awaitReady);
    }
  }

  /** Waits for the last start, which would otherwise outlive the suite. */
  @Override
  public void close() {
    restarts.forEach(CompletableFuture::join);
  }

  /** While a service is down as a whole there is little that a kill could disturb. */
  private boolean atWork() {
    return KINDS.stream()
        .allMatch(kind -> suite.replicas(kind).stream().anyMatch(ServiceProcess::isReady));
  }

  private List<Victims> choose(int count) {
    List<Victims> chosen = new ArrayList<>();
    for (ServiceKind kind : KINDS) {
      chosen.add(new Victims(kind, suite.replicas(kind)));
    }
    while (chosen.size() < count) {
      ServiceKind kind = KINDS.get(random.nextInt(KINDS.size()));
      List<ServiceProcess> replicas = suite.replicas(kind);
      chosen.add(new Victims(kind, List.of(replicas.get(random.nextInt(replicas.size())))));
    }
    Collections.shuffle(chosen, random);
    return chosen;
  }

  private long upTo(Duration longest) {
    return random.nextInt((int) longest.toMillis() + 1);
  }

  private static Predicate<Long> after(long milliseconds) {
    long begin = System.nanoTime();
    return now -> now - begin >= TimeUnit.MILLISECONDS.toNanos(milliseconds);
  }
}
