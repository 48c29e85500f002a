package io.afterword.dev.system;

import io.afterword.dev.benchmarks.Result;
import io.afterword.dev.quickstart.loop.Await;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two or more replicas of each service behind a balancer, people with two solved cases each,
 * answers meanwhile, and {@code kill -9} at random moments: of single replicas, and once of each
 * service as a whole. The two run side by side: most of their time they wait for leases. The same
 * at full size is {@code dev/system-tests/long kills}, with three replicas {@code
 * dev/system-tests/long replicas}.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class KillIT {
  /** Longer than the first lease, the reaper's round and a relay's pause together. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** How many people's cases are surely reported, asked about and answered in a minute. */
  private static final int PEOPLE_A_MINUTE = 500;

  private static final long SEED = Long.getLong("kills.seed", System.nanoTime());

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void held_mails_are_never_sent_twice_and_everything_accepted_is_there_once() {
    run(System.getProperty("kills.name", "kills"), 200, 6, Map.of());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void retried_mails_are_never_lost_and_a_second_copy_is_the_same_mail() {
    run(
        "kills-retry",
        60,
        5,
        Map.of(
            "AFTERWORD_DELIVERY_UNKNOWN", "RETRY",
            "AFTERWORD_DELIVERY_UNKNOWN_RETRY_AFTER", "PT2S"));
  }

  private static void run(String name, int few, int fewRounds, Map<String, String> settings) {
    int people = Integer.getInteger("kills.people", few);
    int rounds = Integer.getInteger("kills.rounds", fewRounds);
    boolean retry = !settings.isEmpty();
    World world = open(name, 2 * people + 100, settings);
    try (world;
        Killer killer = new Killer(world.suite(), SEED);
        Crowd crowd = new Crowd(world, people);
        Progress progress =
            new Progress(
                name,
                () -> "%d of %d kills, %s".formatted(killer.rounds(), rounds, crowd.soFar()))) {
      crowd.start();
      killer.kill(
          rounds,
          round -> {
            // Spread over the whole work: no round before its share of the cases is reported.
            awaitReported(crowd, people * round / (rounds + 1));
            crowd.allow(people * (round + 1) / (rounds + 1));
          });
      crowd.allow(people);
      killer.awaitRestarts();
      Reckoning reckoning = new Reckoning(world, crowd, people);
      awaitQuiet(crowd, reckoning, people);

      reckoning.check(retry);
      tell(name, killer, reckoning, people, rounds, progress.seconds());
      world.wentWell();
    }
  }

  /** One after the other: a dozen processes that start at once start slowly. */
  private static synchronized World open(String name, int mails, Map<String, String> settings) {
    return World.open(name, mails, settings);
  }

  private static void awaitReported(Crowd crowd, int people) {
    Await.until(
        PATIENCE,
        () -> crowd.decisions().size(),
        count -> count >= Crowd.CASES_EACH * people,
        "the cases of %d people were not reported".formatted(people));
  }

  /** Waits until every case is reported, every mail that comes has come, and all are counted. */
  private static void awaitQuiet(Crowd crowd, Reckoning reckoning, int people) {
    Ledgers ledgers = reckoning.ledgers();
    Duration patience = PATIENCE.plusMinutes(people / PEOPLE_A_MINUTE);
    Await.until(
        patience,
        () -> crowd.decisions().size(),
        count -> count == Crowd.CASES_EACH * people,
        "not all cases were reported");
    Await.until(
        patience, ledgers::unfinishedDeliveries, count -> count == 0, "mails were not settled");
    Await.until(
        patience, reckoning::missingAnswers, List::isEmpty, "not all who got a mail answered");
    Await.until(
        patience,
        reckoning::scoredAnswers,
        seen -> seen.equals(reckoning.recounted()),
        "the scores did not become those of a recount, " + reckoning.recounted());
    Await.until(
        patience,
        () -> ledgers.invitationStates().values().stream().filter("ANSWERED"::equals).count(),
        count -> count == crowd.answered().size(),
        "not every answered invitation says so");
    Await.until(
        patience,
        reckoning::asked,
        seen -> seen.equals(new Api.Asked(people, crowd.answered().size())),
        "the response rate does not become that of " + crowd.answered().size() + " answers");
  }

  private static void tell(
      String name, Killer killer, Reckoning reckoning, int people, int rounds, long seconds) {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("people", people);
    found.put("interactions", Crowd.CASES_EACH * people);
    found.put("replicasOfEachService", World.REPLICAS);
    found.put("millisecondsPerMailAtTheRelay", World.MAIL_TAKES.toMillis());
    found.put("seed", SEED);
    found.put("rounds", rounds);
    found.put("kills", new TreeMap<>(killer.kills()));
    found.putAll(reckoning.found());
    found.put("seconds", seconds);
    Result.tell(
        name,
        found,
        List.of("interactionsLost", "answersLost", "mailsLostUnnoticed", "secondMailsUnasked"));
  }
}
