package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.benchmarks.Result;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import io.afterword.dev.system.Shares.Work;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two replicas of each service, then a third of one alone, then of the others, while people use
 * them: when each kind of work reaches the new one, and how much of it. What all of them take of
 * the machine is for docs/guides/size.md. {@code dev/system-tests/long scaling}; that a sibling's
 * connection ends is a test of platform.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
@EnabledIfSystemProperty(named = "scaling.people", matches = "\\d+")
class ScalingIT {
  private static final int A_SECOND = Integer.getInteger("scaling.people", 15);
  private static final Duration WINDOW = Duration.ofSeconds(20);
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(15);

  /** As in a container with the chart's memory: half of it is for objects, by one collector. */
  private static final Map<String, String> AS_DEPLOYED =
      Map.of(
          "JDK_JAVA_OPTIONS",
          "-Xmx256m -XX:+UseSerialGC -XX:MaxDirectMemorySize=64m -XX:+ExitOnOutOfMemoryError");

  /** What each service is given to do, and by whom. */
  private static final Map<ServiceKind, Set<Work>> WORK =
      Map.of(
          ServiceKind.SURVEY, Set.of(Work.REQUESTS, Work.LINKS),
          ServiceKind.DISPATCH, Set.of(Work.REQUESTS, Work.EVENTS, Work.MAILS),
          ServiceKind.SCORING, Set.of(Work.REQUESTS, Work.EVENTS));

  @Test
  void a_new_replica_has_its_share_of_every_kind_of_work_within_seconds() {
    try (World world = World.open("ScalingIT", 50_000, AS_DEPLOYED);
        Traffic traffic = new Traffic(world, "visitor");
        Progress progress = new Progress("scaling", () -> traffic.reported().size() + " cases")) {
      Ledgers ledgers = new Ledgers(world.suite());
      Map<ServiceKind, Long> empty = ledgers.bytes();
      Map<String, Object> found = new LinkedHashMap<>();
      found.put("casesASecond", A_SECOND);
      traffic.start(A_SECOND);
      Pass.by(WINDOW);
      found.put("twoReplicasOfEach", use(world));
      for (ServiceKind kind :
          List.of(ServiceKind.SCORING, ServiceKind.SURVEY, ServiceKind.DISPATCH)) {
        found.put("thirdReplicaOf-" + kind.fullName(), grow(world, kind));
      }
      found.put("threeReplicasOfEach", use(world));
      traffic.stopReporting();
      TrafficBooks books = new TrafficBooks(world, traffic);
      books.awaitQuiet(Duration.ofMinutes(3));

      books.check();
      int cases = traffic.reported().size();
      found.put("cases", cases);
      found.put("databaseBytesPerCase", perCase(empty, ledgers.bytes(), cases));
      found.put("seconds", progress.seconds());
      Result.tell("scaling", Map.of("found", found));
      world.wentWell();
    }
  }

  private static Map<String, Object> use(World world) {
    Usage usage = new Usage(world.suite());
    Pass.by(WINDOW);
    return usage.tell();
  }

  private static Map<String, Object> grow(World world, ServiceKind kind) {
    Shares shares = new Shares(world.suite(), kind);
    Set<Work> expected = WORK.getOrDefault(kind, Set.of());
    ServiceProcess third = world.suite().fleet(kind).start();
    third.awaitReady();
    URI address = third.address();
    long begin = System.nanoTime();
    world.suite().fleet(kind).serveBy(world.suite().replicas(kind));
    Map<Work, Long> reached = new EnumMap<>(Work.class);
    Await.until(
        SOON,
        () -> {
          long now = Duration.ofNanos(System.nanoTime() - begin).toMillis();
          shares.begun(address).forEach(work -> reached.putIfAbsent(work, now));
          return reached.keySet();
        },
        begun -> begun.containsAll(expected),
        "not every kind of work reaches the new replica of " + kind);
    Pass.by(SETTLING);
    Map<URI, Map<Work, Long>> settled = shares.now();
    Pass.by(WINDOW);
    Map<URI, Map<Work, Long>> after = shares.now();

    Map<String, Object> found = new LinkedHashMap<>();
    for (Work work : Work.values()) {
      if (expected.contains(work)) {
        long percent = Shares.percent(work, address, settled, after);
        assertThat(percent)
            .as("%s of the third %s", work, kind)
            .isGreaterThanOrEqualTo(100 / (World.REPLICAS + 1) / 2);
        found.put(
            work.name().toLowerCase(Locale.ROOT),
            Map.of(
                "reachItAfterMillis",
                reached.getOrDefault(work, 0L),
                "percentOfAllIn20Seconds",
                percent));
      }
    }
    return found;
  }

  private static Map<String, Object> perCase(
      Map<ServiceKind, Long> before, Map<ServiceKind, Long> after, int cases) {
    Map<String, Object> bytes = new LinkedHashMap<>();
    after.forEach(
        (kind, now) -> bytes.put(kind.fullName(), (now - before.getOrDefault(kind, 0L)) / cases));
    return bytes;
  }
}
