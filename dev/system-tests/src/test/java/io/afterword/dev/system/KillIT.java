package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Program;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Each service is killed with {@code kill -9} in the middle of the work and started again. With
 * {@code -Dkills.people=5000 -Dkills.rounds=20} it is the long test.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class KillIT {
  private static final int PEOPLE = Integer.getInteger("kills.people", 200);

  /** How often each service is killed. */
  private static final int ROUNDS = Integer.getInteger("kills.rounds", 1);

  private static final List<ServiceKind> VICTIMS =
      List.of(ServiceKind.DISPATCH, ServiceKind.SURVEY, ServiceKind.SCORING);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void everything_accepted_is_there_exactly_once_after_each_service_was_killed() {
    long begin = System.nanoTime();
    World world = World.open("KillIT", 2 * PEOPLE + 100);
    try (world;
        Crowd crowd = new Crowd(world, PEOPLE)) {
      crowd.start();
      killInTheMiddle(world, crowd);
      Ledgers ledgers = new Ledgers(world.suite());
      awaitQuiet(crowd, ledgers);
      awaitCounted(world, crowd, ledgers);

      check(world, crowd, ledgers);
      report(world, crowd, ledgers, begin);
      world.wentWell();
    }
  }

  /** Spreads the kills over the answers, so that all three are at work when one is killed. */
  private static void killInTheMiddle(World world, Crowd crowd) {
    int kills = ROUNDS * VICTIMS.size();
    for (int kill = 0; kill < kills; kill++) {
      int due = PEOPLE * (kill + 1) / (kills + 2);
      Await.until(
          Duration.ofMinutes(10),
          crowd::answers,
          answers -> answers >= due,
          "there were not " + due + " answers");
      ServiceProcess victim = world.suite().service(VICTIMS.get(kill % VICTIMS.size()));
      victim.kill();
      victim.start();
      victim.awaitReady();
    }
  }

  /** Waits until every case is reported, every mail that comes has come, and all are answered. */
  private static void awaitQuiet(Crowd crowd, Ledgers ledgers) {
    Await.until(PATIENCE, crowd::reported, count -> count == PEOPLE, "not all were reported");
    Await.until(
        PATIENCE, ledgers::unfinishedDeliveries, count -> count == 0, "mails were not settled");
    Await.until(
        PATIENCE,
        () -> PEOPLE - crowd.answers() - silent(crowd, ledgers),
        missing -> missing == 0,
        "not all who were asked have answered");
  }

  /** Those whose mail never came: their sender was killed before the relay had it. */
  private static int silent(Crowd crowd, Ledgers ledgers) {
    Map<String, Integer> answered = crowd.answered();
    Map<String, String> unknown = ledgers.unknownDeliveries();
    return (int)
        ledgers.invitationByAddress().entrySet().stream()
            .filter(each -> unknown.containsKey(each.getValue()))
            .filter(each -> !answered.containsKey(each.getKey()))
            .count();
  }

  private static void awaitCounted(World world, Crowd crowd, Ledgers ledgers) {
    Await.until(
        PATIENCE,
        () -> world.program().score(world.surveyId()),
        score -> score.distribution().equals(ledgersView(ledgers)),
        "the scores did not become those of a recount, " + ledgers.recount());
    Await.until(
        PATIENCE,
        ledgers::invitationStates,
        states -> states.values().stream().filter("ANSWERED"::equals).count() == crowd.answers(),
        "not every answered invitation says so");
  }

  /** The recount as the score shows it: with the ratings that nobody gave. */
  private static Map<String, Long> ledgersView(Ledgers ledgers) {
    Map<String, Long> all = new HashMap<>();
    for (int rating = 1; rating <= 5; rating++) {
      all.put(Integer.toString(rating), 0L);
    }
    all.putAll(ledgers.recount());
    return all;
  }

  private static void check(World world, Crowd crowd, Ledgers ledgers) {
    assertThat(ledgers.interactions()).isEqualTo(PEOPLE);
    assertThat(ledgers.decisionsToAsk()).isEqualTo(PEOPLE);
    Map<String, String> invitations = ledgers.invitationByAddress();
    assertThat(invitations).hasSize(PEOPLE);
    assertThat(invitations.values()).allMatch(ids -> !ids.contains(","));

    assertThat(world.suite().inbox().mails())
        .extracting(Mail::recipient)
        .as("nobody gets a second mail")
        .doesNotHaveDuplicates();

    Map<String, String> ratings = ledgers.ratingByInvitation();
    assertThat(ratings).hasSize(crowd.answers());
    crowd
        .answered()
        .forEach(
            (address, rating) ->
                assertThat(ratings.get(invitations.get(address)))
                    .as("the rating of %s", address)
                    .isEqualTo(rating.toString()));

    Program.Seen score = world.program().score(world.surveyId());
    assertThat(score.answers()).isEqualTo(crowd.answers());
    assertThat(score.distribution()).isEqualTo(ledgersView(ledgers));
    assertThat(ledgers.parkedEvents()).isZero();
  }

  private static void report(World world, Crowd crowd, Ledgers ledgers, long begin) {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("people", PEOPLE);
    found.put("killsPerService", ROUNDS);
    found.put("mails", world.suite().inbox().received());
    found.put("answered", crowd.answers());
    found.put("mailsHeldAsUnknown", silent(crowd, ledgers));
    found.put("lost", 2L * PEOPLE - ledgers.interactions() - ledgers.invitationByAddress().size());
    found.put("answersLost", crowd.answers() - ledgers.ratingByInvitation().size());
    found.put("secondMails", world.suite().inbox().received() - recipients(world));
    found.put("seconds", Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    Result.tell("kills", found, List.of("lost", "answersLost", "secondMails"));
  }

  private static long recipients(World world) {
    return world.suite().inbox().mails().stream().map(Mail::recipient).distinct().count();
  }
}
