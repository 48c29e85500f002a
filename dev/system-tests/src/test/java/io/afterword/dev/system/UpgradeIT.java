package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A former version and this one side by side on one schema, there and back, while people use them:
 * {@code dev/system-tests/long upgrade}. The schema has what the newer one's migrations have added
 * and a column in every table that neither knows; the latter alone is a test of {@link ReplicaIT}.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
@EnabledIfSystemProperty(named = "upgrade.former", matches = ".+")
class UpgradeIT {
  private static final Path FORMER = Path.of(System.getProperty("upgrade.former", ""));
  private static final String FROM = System.getProperty("upgrade.from", "");
  private static final int A_SECOND = Integer.getInteger("upgrade.people", 15);
  private static final Duration PRE_STOP = Duration.ofSeconds(5);

  /** Cases that are reported with the versions as they are, before the next step. */
  private static final int CASES = 10 * A_SECOND;

  @Test
  void a_former_version_and_this_one_work_side_by_side_there_and_back() {
    try (World world = World.open("UpgradeIT", 50_000, Map.of(), FORMER);
        Traffic traffic = new Traffic(world, "visitor");
        Progress progress = new Progress("upgrade", () -> traffic.reported().size() + " cases")) {
      Ledgers ledgers = new Ledgers(world.suite());
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("former", FROM);
      facts.put("migrationsOfFormer", ledgers.migrations());
      Rollout rollout = new Rollout(world.suite(), PRE_STOP);
      traffic.start(A_SECOND);
      workOn(traffic);

      List<Rollout.Replaced> replaced = new ArrayList<>();
      int grown = 0;
      for (ServiceKind kind : ServiceKind.values()) {
        grown += new NewerSchema(world.suite()).grow(kind, MigrationRules.readWhole(FROM));
        replaced.add(rollout.replace(kind, world.suite().service(kind), packaged(kind)));
      }
      long migrations = ledgers.migrations();
      facts.put("migrationsOfThis", migrations - ServiceKind.values().length);
      facts.put("tablesWithAColumnThatNeitherKnows", grown);
      // One of each is new, one of the former version.
      workOn(traffic);
      for (ServiceKind kind : ServiceKind.values()) {
        replaced.add(rollout.replace(kind, world.suite().service(kind), packaged(kind)));
      }
      workOn(traffic);
      // As helm rollback does.
      for (ServiceKind kind : ServiceKind.values()) {
        for (ServiceProcess now : world.suite().replicas(kind)) {
          replaced.add(rollout.replace(kind, now));
        }
      }
      workOn(traffic);
      traffic.stopReporting();
      TrafficBooks books = new TrafficBooks(world, traffic);
      books.awaitQuiet(Duration.ofMinutes(3));

      books.check();
      assertThat(ledgers.migrations()).as("the way back leaves the schema").isEqualTo(migrations);
      books.tell("upgrade", facts, replaced, progress.seconds());
      world.wentWell();
    }
  }

  private static void workOn(Traffic traffic) {
    int begin = traffic.reported().size();
    Await.until(
        Duration.ofMinutes(2),
        () -> traffic.reported().size() - begin,
        more -> more >= CASES,
        "nothing is reported any more");
  }

  private static Path packaged(ServiceKind kind) {
    return World.CHECKOUT.resolve(kind.fullName()).resolve("target/quarkus-app");
  }
}
