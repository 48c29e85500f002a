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
import java.util.Map;
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
    World world = World.open("ReplicaIT", 2 * PEOPLE + 100, Map.of());
    try (world) {
      reportToBoth(world);
      Await.until(
          PATIENCE, world.suite().inbox()::received, mails -> mails >= PEOPLE, "mails are missing");
      answerOnBoth(world);
      Program.Seen score =
          Await.until(
              PATIENCE,
              () -> world.program().score(world.surveyId()),
              seen -> seen.answers() == PEOPLE,
              "answers are missing");

      Ledgers ledgers = new Ledgers(world.suite());
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
          .forEach(
              (rating, count) -> assertThat(score.distribution()).containsEntry(rating, count));
      assertThat(ledgers.parkedEvents()).isZero();
      world.wentWell();
    }
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
