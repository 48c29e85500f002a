package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.benchmarks.Result;
import io.afterword.dev.benchmarks.ScoringAlone;
import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import io.afterword.dev.quickstart.suite.ThrowAwayState;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final int SENDERS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String DATABASE = "counts";
  private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

  /** Cells of a dimension that are not what a recount says, both ways round. */
  private static final String WRONG_CELLS =
      """
      with shown as (
        select member, day, c1, c2, c3, c4, c5 from tally_day
         where dim = %1$d and c1 + c2 + c3 + c4 + c5 <> 0),
      recount as (
        select (%2$s)::int, day, count(*) filter (where rating = 1)::int, count(*) filter (where rating = 2)::int,
               count(*) filter (where rating = 3)::int, count(*) filter (where rating = 4)::int,
               count(*) filter (where rating = 5)::int
          from answer where rating is not null group by 1, 2)
      select (select count(*) from (select * from shown except all select * from recount) a)
           + (select count(*) from (select * from recount except all select * from shown) b)
      """;

  private static final String WRONG_MONTHS =
      """
      select count(*) from (
        select dim, member, date_trunc('month', day)::date m, sum(c1) c1, sum(c4) c4, sum(c5) c5
          from tally_day group by 1, 2, 3) d
        full join tally_month t on (t.dim, t.member, t.month) = (d.dim, d.member, d.m)
       where (coalesce(d.c1, 0), coalesce(d.c4, 0), coalesce(d.c5, 0))
          <> (coalesce(t.c1, 0), coalesce(t.c4, 0), coalesce(t.c5, 0))
      """;

  private static final String WRONG_FACETS =
      """
      select count(*) from facet f join day_state s using (slot, series, day)
       left join tally_day t on (t.slot, t.series, t.day, t.dim, t.member) = (f.slot, f.series, f.day, f.dim, f.member)
       where s.version = s.packed_version and f.dim <> 100
         and bit_count(f.bits) <> coalesce(t.c1 + t.c2 + t.c3 + t.c4 + t.c5, 0)
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Random random = new Random(SEED);
  private final Answers answers = new Answers(SEED);
  private final Queue<String> batches = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  @Test
  void counts_equal_a_recount_however_often_a_replica_is_killed_in_the_middle() throws Exception {
    ThrowAwayState state =
        ThrowAwayState.under(Path.of("target", "suites", "CountsIT").toAbsolutePath());
    try (state;
        LocalPostgres server =
            LocalPostgres.builder(state.folder().resolve("postgres")).durable(true).start()) {
      server.createDatabase(DATABASE);
      ScoringAlone scoring = new ScoringAlone(server, DATABASE, CHECKOUT, state.folder());
      List<ServiceProcess> replicas = new ArrayList<>();
      Ports ports = Ports.free();
      replicas.add(scoring.replica(ports.scoring()));
      replicas.add(scoring.replica(ports.front()));
      try {
        replicas.forEach(ServiceProcess::start);
        replicas.forEach(ServiceProcess::awaitReady);
        send(answers.published(), replicas);
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int number = 0; number < SENDERS; number++) {
          senders.add(CompletableFuture.runAsync(() -> sendAll(replicas)));
        }
        kill(replicas);
        done.set(true);
        senders.forEach(CompletableFuture::join);
        check(server);
      } finally {
        replicas.forEach(ServiceProcess::close);
      }
      state.wentWell();
    }
  }

  /** While there is something on its way, one replica is killed and started again. */
  private void kill(List<ServiceProcess> replicas) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      batches.addAll(answers.next(2_000, 2_000));
      Thread.sleep(random.nextInt(600));
      ServiceProcess victim = replicas.get(random.nextInt(replicas.size()));
      victim.kill();
      victim.start();
      while (!victim.isReady()) {
        if (batches.size() < SENDERS) {
          batches.addAll(answers.next(500, 1_500));
        }
        Thread.sleep(50);
      }
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

  private void sendAll(List<ServiceProcess> replicas) {
    while (true) {
      String batch = batches.poll();
      if (batch == null) {
        if (done.get()) {
          return;
        }
        pause();
      } else {
        send(batch, replicas);
      }
    }
  }

  /** To one and another until somebody has taken it, as a relay behind a balancer does. */
  private void send(String batch, List<ServiceProcess> replicas) {
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

  private void check(LocalPostgres server) throws Exception {
    Await.until(
        PATIENCE,
        () -> server.number(DATABASE, "select count(*) from change_pack"),
        left -> left == 0,
        "the tail was not folded");
    Await.until(
        PATIENCE,
        () -> server.number(DATABASE, "select count(*) from day_state where packed_at is null"),
        left -> left == 0,
        "no facets were made");
    Map<UUID, Integer> counted = counted(server);
    Map<UUID, Integer> model = answers.lastWords();
    long different =
        counted.entrySet().stream()
                .filter(each -> !each.getValue().equals(model.get(each.getKey())))
                .count()
            + model.keySet().stream().filter(id -> !counted.containsKey(id)).count();
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("seed", SEED);
    found.put("kills", ROUNDS);
    found.put("batchesTaken", taken.get());
    found.put("attemptsCutOff", lost.get());
    found.put("answers", counted.size());
    found.put("answersThatDifferFromTheModel", different);
    Map<Integer, String> members =
        Map.of(
            0,
            "0",
            1,
            "channel",
            2,
            "agent",
            3,
            "team",
            6,
            "hour_of_week",
            20,
            "channel::int * 168 + hour_of_week");
    long cells = 0;
    for (Map.Entry<Integer, String> each : members.entrySet()) {
      cells += server.number(DATABASE, WRONG_CELLS.formatted(each.getKey(), each.getValue()));
    }
    found.put("cellsThatDifferFromARecount", cells);
    found.put("monthsThatDifferFromTheirDays", server.number(DATABASE, WRONG_MONTHS));
    found.put("facetsThatDifferFromTheirTallies", server.number(DATABASE, WRONG_FACETS));
    found.put("parkedEvents", server.number(DATABASE, "select count(*) from feed_parked"));
    List<String> zero =
        List.of(
            "answersThatDifferFromTheModel",
            "cellsThatDifferFromARecount",
            "monthsThatDifferFromTheirDays",
            "facetsThatDifferFromTheirTallies",
            "parkedEvents");
    assertThat(found)
        .as("seed %d", SEED)
        .allSatisfy(
            (name, value) -> {
              if (zero.contains(name)) {
                assertThat(((Number) value).longValue()).as(name).isZero();
              }
            });
    assertThat(counted).hasSizeGreaterThan(1_000);
    Result.tell("counts", found, zero);
  }

  private static Map<UUID, Integer> counted(LocalPostgres server) throws SQLException {
    Map<UUID, Integer> counted = new HashMap<>();
    try (Connection connection = server.connect(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select response_id, rating from answer where rating is not null")) {
      while (rows.next()) {
        counted.put(rows.getObject(1, UUID.class), rows.getInt(2));
      }
    }
    return counted;
  }
}
