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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two replicas of a service are told the same at the same time. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ReplicaIT {
  private static final int PEOPLE = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @Test
  void twins_that_race_ask_once_send_once_and_count_once() {
    World world = World.open("ReplicaIT", 2 * PEOPLE + 100);
    try (world) {
      ServiceProcess dispatch = world.suite().startReplica(ServiceKind.DISPATCH);
      ServiceProcess survey = world.suite().startReplica(ServiceKind.SURVEY);
      world.suite().startReplica(ServiceKind.SCORING);

      reportToBoth(world, dispatch);
      Await.until(
          PATIENCE, world.suite().inbox()::received, mails -> mails >= PEOPLE, "mails are missing");
      answerOnBoth(world, survey);
      Program.Seen score =
          Await.until(
              PATIENCE,
              () -> world.program().score(world.surveyId()),
              seen -> seen.answers() == PEOPLE,
              "answers are missing");

      Ledgers ledgers = new Ledgers(world.suite());
      assertThat(ledgers.interactions()).isEqualTo(PEOPLE);
      assertThat(ledgers.decisionsToAsk()).isEqualTo(PEOPLE);
      assertThat(world.suite().inbox().mails())
          .extracting(Mail::recipient)
          .hasSize(PEOPLE)
          .doesNotHaveDuplicates();
      assertThat(ledgers.recount().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(PEOPLE);
      ledgers
          .recount()
          .forEach(
              (rating, count) -> assertThat(score.distribution()).containsEntry(rating, count));
      assertThat(ledgers.parkedEvents()).isZero();
      world.wentWell();
    }
  }

  private void reportToBoth(World world, ServiceProcess twin) {
    List<Program> doors =
        List.of(
            new Program(world.suite().service(ServiceKind.DISPATCH).address(), world.apiKey()),
            new Program(twin.address(), world.apiKey()));
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
  private static void answerOnBoth(World world, ServiceProcess twin) {
    URI first = world.suite().service(ServiceKind.SURVEY).address();
    for (Mail mail : world.suite().inbox().mails()) {
      URI one = Respondent.link(mail.html(), 4);
      URI other = Respondent.link(mail.html(), 2);
      race(
          List.of(
              () -> new Respondent().answer(at(first, one), 4, "from one window"),
              () -> new Respondent().answer(at(twin.address(), other), 2, "from the other")));
    }
  }

  private static URI at(URI address, URI link) {
    return address.resolve(link.getRawPath() + "?" + link.getRawQuery());
  }

  private static void race(List<Runnable> runners) {
    CompletableFuture.allOf(
            runners.stream().map(CompletableFuture::runAsync).toArray(CompletableFuture<?>[]::new))
        .join();
  }
}
