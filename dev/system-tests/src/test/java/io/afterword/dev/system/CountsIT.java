package io.afterword.dev.system;

import io.afterword.dev.benchmarks.Result;
import io.afterword.dev.benchmarks.ScoringAlone;
import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import io.afterword.dev.quickstart.suite.ThrowAwayState;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code kill -9} of scoring-service in the middle of intake: two replicas take shuffled,
 * redelivered, edited and withdrawn answers from three senders, fold and pack them, and one of them
 * after the other is killed while it does. Afterwards answers are what a model says, and tallies,
 * months and facets what a recount of the answers says. Fifty kills: {@code long counts}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class CountsIT {
  private static final int ROUNDS = Integer.getInteger("kills.rounds", 5);
  private static final long SEED = Long.getLong("kills.seed", System.nanoTime());
  private static final String DATABASE = "counts";

  private final Random random = new Random(SEED);
  private final Answers answers = new Answers(SEED);

  @Test
  void counts_equal_a_recount_however_often_a_replica_is_killed_in_the_middle() throws Exception {

    ThrowAwayState state =
        ThrowAwayState.under(Path.of("target", "suites", "CountsIT").toAbsolutePath());
    try (state;
        LocalPostgres server =
            LocalPostgres.builder(state.folder().resolve("postgres")).durable(true).start()) {
      server.createDatabase(DATABASE);
      ScoringAlone scoring = new ScoringAlone(server, DATABASE, Programme.CHECKOUT, state.folder());
      Ports ports = Ports.free();
      List<ServiceProcess> replicas =
          List.of(scoring.replica(ports.scoring()), scoring.replica(ports.front()));
      try {
        replicas.forEach(ServiceProcess::start);
        replicas.forEach(ServiceProcess::awaitReady);
        Senders senders = Senders.start(replicas, answers.published());
        kill(replicas, senders);
        senders.finish();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("seed", SEED);
        found.put("kills", ROUNDS);
        found.put("batchesTaken", senders.taken());
        found.put("attemptsCutOff", senders.lost());
        found.putAll(new Recount(server, DATABASE).check(answers.lastWords()));
        Result.tell("counts", found, Recount.ZERO);
      } finally {
        replicas.forEach(ServiceProcess::close);
      }
      state.wentWell();
    }
  }

  /** While there is something on its way, one replica is killed and started again. */
  private void kill(List<ServiceProcess> replicas, Senders senders) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      senders.add(answers.next(2_000, 2_000));
      Thread.sleep(random.nextInt(600));
      ServiceProcess victim = replicas.get(random.nextInt(replicas.size()));
      victim.kill();
      victim.start();
      while (!victim.isReady()) {
        if (senders.waiting() < Senders.SENDERS) {
          senders.add(answers.next(500, 1_500));
        }
        Thread.sleep(50);
      }
    }
  }
}
