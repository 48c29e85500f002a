package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Program;
import io.afterword.dev.quickstart.loop.Respondent;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Two replicas of each service: told the same at the same time, then replaced while people use
 * them. Every replica replaced, one after the other: {@code dev/system-tests/long restarts}.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicaIT {
  private static final int PEOPLE = 60;
  private static final int MOST_MAILS = 50_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** How often each replica of each service is replaced; 0: one of each, all at the same time. */
  private static final int ROUNDS = Integer.getInteger("restarts.rounds", 0);

  /** How many people a second get a case meanwhile. */
  private static final int A_SECOND = Integer.getInteger("restarts.people", 5);

  private static World world;
  private static int passed;

  private final Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @BeforeAll
  static void open() {
    world = World.open("ReplicaIT", MOST_MAILS, Map.of());
  }

  @AfterAll
  static void close() {
    if (passed == 2) {
      world.wentWell();
    }
    world.close();
  }

  @Test
  @Order(1)
  void twins_that_race_ask_once_send_once_and_count_once() {
    reportToBoth(world);
    Await.until(
        PATIENCE, world.suite().inbox()::received, mails -> mails >= PEOPLE, "mails are missing");
    answerOnBoth(world);
    Ledgers ledgers = new Ledgers(world.suite());
    // Everybody may be counted before everybody's second answer is.
    Program.Seen score =
        Await.until(
            PATIENCE,
            () -> world.program().score(world.surveyId()),
            seen ->
                seen.answers() == PEOPLE
                    && seen.distribution().entrySet().containsAll(ledgers.recount().entrySet()),
            "answers are missing, or not those of a recount");

    assertThat(ledgers.interactions()).isEqualTo(PEOPLE);
    assertThat(ledgers.decisions())
        .hasSize(PEOPLE)
        .allSatisfy((id, said) -> assertThat(said).startsWith("ASK "));
    assertThat(world.suite().inbox().mails())
        .extracting(Mail::recipient)
        .hasSize(PEOPLE)
        .doesNotHaveDuplicates();
    assertThat(ledgers.recount().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(PEOPLE);
    ledgers
        .recount()
        .forEach((rating, count) -> assertThat(score.distribution()).containsEntry(rating, count));
    assertThat(ledgers.parkedEvents()).isZero();
    passed++;
  }

  @Test
  @Order(2)
  void replicas_that_are_replaced_fail_no_request_that_is_repeated_once_and_lose_nothing() {
    try (Traffic traffic = new Traffic(world, "visitor");
        Progress progress = new Progress("restarts", () -> traffic.reported().size() + " cases")) {
      traffic.start(A_SECOND);
      List<Rollout.Replaced> replaced = ROUNDS == 0 ? replaceOneOfEach() : replaceAll();
      traffic.stopReporting();
      TrafficBooks books = new TrafficBooks(world, traffic);
      books.awaitQuiet(Duration.ofMinutes(3));

      books.check();
      books.tell("restarts", Map.of(), replaced, progress.seconds());
      passed++;
    }
  }

  /** As an upgrade: the schema grows first. */
  private static List<Rollout.Replaced> replaceOneOfEach() {
    for (ServiceKind kind : ServiceKind.values()) {
      assertThat(new NewerSchema(world.suite()).grow(kind, Set.of())).isPositive();
    }
    Rollout rollout = new Rollout(world.suite(), Duration.ofSeconds(1));
    List<CompletableFuture<Rollout.Replaced>> all =
        Stream.of(ServiceKind.values())
            .map(
                kind ->
                    CompletableFuture.supplyAsync(
                        () -> rollout.replace(kind, world.suite().service(kind))))
            .toList();
    return all.stream().map(CompletableFuture::join).toList();
  }

  /** With the chart's preStopSeconds. */
  private static List<Rollout.Replaced> replaceAll() {
    Rollout rollout = new Rollout(world.suite(), Duration.ofSeconds(5));
    List<Rollout.Replaced> replaced = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (ServiceKind kind : ServiceKind.values()) {
        for (ServiceProcess old : world.suite().replicas(kind)) {
          replaced.add(rollout.replace(kind, old));
        }
      }
    }
    return replaced;
  }

  private void reportToBoth(World world) {
    List<Program> doors =
        world.suite().replicas(ServiceKind.DISPATCH).stream()
            .map(replica -> new Program(replica.address(), world.apiKey()))
            .toList();
    IntStream.range(0, PEOPLE)
        .forEach(
            person ->
                race(
                    doors.stream()
                        .<Runnable>map(
                            door ->
                                () ->
                                    door.reportSolved(
                                            "case-" + person,
                                            "person" + person + "@example.org",
                                            "grace",
                                            at)
                                        .expectSuccess())
                        .toList()));
  }

  /** The same person presses Send in two windows, and each window reaches another replica. */
  private static void answerOnBoth(World world) {
    List<ServiceProcess> twins = world.suite().replicas(ServiceKind.SURVEY);
    for (Mail mail : world.suite().inbox().mails()) {
      URI one = Respondent.link(mail.html(), 4);
      URI other = Respondent.link(mail.html(), 2);
      race(
          List.of(
              () -> new Respondent().answer(at(twins.get(0), one), 4, "from one window"),
              () -> new Respondent().answer(at(twins.get(1), other), 2, "from the other")));
    }
  }

  private static URI at(ServiceProcess replica, URI link) {
    return replica.address().resolve(link.getRawPath() + "?" + link.getRawQuery());
  }

  private static void race(List<Runnable> runners) {
    CompletableFuture.allOf(
            runners.stream().map(CompletableFuture::runAsync).toArray(CompletableFuture<?>[]::new))
        .join();
  }
}
