package io.afterword.dev.system;

import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Respondent;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * People whose support cases are solved, who get a mail each and answer it. Whoever reports or
 * answers repeats until it is accepted, as a helpdesk and a patient person do; what counts is what
 * was accepted.
 */
final class Crowd implements AutoCloseable {
  private static final int REPORTERS = 2;
  private static final int RESPONDENTS = 3;

  /** How many may wait for their mail or answer, so that the work goes on through all kills. */
  private static final int UNDER_WAY = 40;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final World world;
  private final int people;
  private final Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final ExecutorService workers = Executors.newFixedThreadPool(REPORTERS + RESPONDENTS);
  private final Set<Integer> reported = ConcurrentHashMap.newKeySet();
  private final Set<Long> takenMails = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> answered = new ConcurrentHashMap<>();
  private final AtomicBoolean atHome = new AtomicBoolean();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  Crowd(World world, int people) {
    this.world = world;
    this.people = people;
  }

  /** Begins to report and to answer. */
  void start() {
    for (int reporter = 0; reporter < REPORTERS; reporter++) {
      int first = reporter;
      workers.execute(() -> noticing(() -> reportEvery(first)));
    }
    for (int respondent = 0; respondent < RESPONDENTS; respondent++) {
      workers.execute(() -> noticing(this::answerWhatArrives));
    }
  }

  int reported() {
    return reported.size();
  }

  /** The rating that each address has given last. */
  Map<String, Integer> answered() {
    return Map.copyOf(answered);
  }

  /** How many have answered; fails when somebody met what cannot be repeated away. */
  int answers() {
    RuntimeException met = failure.get();
    if (met != null) {
      throw new IllegalStateException("somebody gave up", met);
    }
    return answered.size();
  }

  @Override
  public void close() {
    atHome.set(true);
    workers.shutdownNow();
  }

  private void noticing(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      if (!atHome.get()) {
        failure.compareAndSet(null, e);
      }
    }
  }

  private void reportEvery(int first) {
    for (int person = first; person < people; person += REPORTERS) {
      while (reported.size() > takenMails.size() + UNDER_WAY && !atHome.get()) {
        pause();
      }
      int each = person;
      untilAccepted(
          () ->
              world
                  .program()
                  .reportSolved("case-" + each, address(each), "agent-" + each % 7, at)
                  .expectSuccess());
      reported.add(person);
    }
  }

  private void answerWhatArrives() {
    while (!atHome.get()) {
      for (Mail mail : world.suite().inbox().mails()) {
        if (takenMails.add(mail.id())) {
          answer(mail);
        }
      }
      pause();
    }
  }

  /** Every fifth changes their mind; the second answer is the one that counts. */
  private void answer(Mail mail) {
    int person = Integer.parseInt(mail.recipient().replaceAll("\\D", ""));
    int rating = 1 + person % 5;
    send(mail, rating);
    if (person % 5 == 0) {
      rating = 5 - person % 4;
      send(mail, rating);
    }
    answered.put(mail.recipient(), rating);
  }

  private static void send(Mail mail, int rating) {
    untilAccepted(
        () ->
            new Respondent()
                .answer(Respondent.link(mail.html(), rating), rating, "kind " + rating));
  }

  private static String address(int person) {
    return "person" + person + "@example.org";
  }

  private static void untilAccepted(Runnable attempt) {
    while (true) {
      try {
        attempt.run();
        return;
      } catch (UncheckedIOException | IllegalStateException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        pause(); // a service is down: the same again
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
