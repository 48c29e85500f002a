package io.afterword.dev.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Respondent;
import io.afterword.dev.quickstart.loop.Visitor;
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
 * People with two solved support cases each, who get one mail and, most of them, answer it. Whoever
 * reports or answers repeats what got no answer, as a helpdesk and a patient person do; what counts
 * is what was accepted.
 */
final class Crowd implements AutoCloseable {
  static final int CASES_EACH = 2;

  private static final int RESPONDENTS = 3;

  /** So many people's cases are reported side by side, each person's two by two reporters. */
  private static final int REPORTERS = 4;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final World world;
  private final int people;
  private final Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, String> decisions = new ConcurrentHashMap<>();
  private final Set<Long> takenMails = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> answered = new ConcurrentHashMap<>();
  private final AtomicBoolean atHome = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile int allowed;

  Crowd(World world, int people) {
    this.world = world;
    this.people = people;
  }

  /**
   * Begins to report and to answer. A person's two cases come from two reporters, so that they
   * arrive nearly at once and, often, at two replicas.
   */
  void start() {
    for (int number = 1; number <= CASES_EACH; number++) {
      int each = number;
      for (int reporter = 0; reporter < REPORTERS; reporter++) {
        int first = reporter;
        workers.execute(() -> noticing(() -> reportEverybodys(each, first)));
      }
    }
    for (int respondent = 0; respondent < RESPONDENTS; respondent++) {
      workers.execute(() -> noticing(this::answerWhatArrives));
    }
  }

  /** Cases of that many people may be reported by now, so that the work outlasts all kills. */
  void allow(int count) {
    allowed = count;
  }

  /**
   * What was decided about each accepted case: ASK with the invitation, or SKIP with the reason.
   */
  Map<String, String> decisions() {
    check();
    return Map.copyOf(decisions);
  }

  /** The rating that each address has given last. */
  Map<String, Integer> answered() {
    check();
    return Map.copyOf(answered);
  }

  /** How far they are, in words. */
  String soFar() {
    return "%d of %d cases reported, %d mails, %d people answered"
        .formatted(
            decisions.size(),
            CASES_EACH * people,
            world.suite().inbox().received(),
            answered.size());
  }

  /** One in three reads the mail and does not answer. */
  static boolean answers(String address) {
    return person(address) % 3 != 1;
  }

  @Override
  public void close() {
    atHome.set(true);
    workers.shutdownNow();
  }

  /** Fails when somebody met what cannot be repeated away. */
  private void check() {
    Throwable met = failure.get();
    if (met != null) {
      throw new IllegalStateException("somebody gave up", met);
    }
  }

  private void noticing(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | AssertionError e) {
      if (!atHome.get()) {
        failure.compareAndSet(null, e);
      }
    }
  }

  private void reportEverybodys(int number, int first) {
    for (int person = first; person < people; person += REPORTERS) {
      while (person >= allowed) {
        pause();
      }
      report(person, number);
      // A helpdesk that was not sure tells again, and is told the same.
      if (person % 5 == number) {
        report(person, number);
      }
    }
  }

  private void report(int person, int number) {
    String id = "case-" + person + "-" + number;
    untilAccepted(
        () -> {
          Visitor.Answer answer =
              world.program().reportSolved(id, address(person), "agent-" + person % 7, at);
          if (answer.status() / 100 == 4) {
            throw new AssertionError(id + " was refused: " + answer);
          }
          String decided = inWords(answer.expectSuccess().json().at("/interactions/0/decisions"));
          String before = decisions.put(id, decided);
          if (before != null && !before.equals(decided)) {
            throw new AssertionError(id + " was told " + before + ", then " + decided);
          }
        });
  }

  private static String inWords(JsonNode decisions) {
    if (decisions.size() != 1) {
      throw new AssertionError("one policy, and these decisions: " + decisions);
    }
    JsonNode decided = decisions.get(0);
    String outcome = decided.path("outcome").asText();
    return outcome + " " + decided.path(outcome.equals("ASK") ? "invitationId" : "reason").asText();
  }

  private void answerWhatArrives() {
    while (!atHome.get()) {
      for (Mail mail : world.suite().inbox().mails()) {
        if (takenMails.add(mail.id()) && answers(mail.recipient())) {
          answer(mail);
        }
      }
      pause();
    }
  }

  /** Every fifth changes their mind; the second answer is the one that counts. */
  private void answer(Mail mail) {
    int person = person(mail.recipient());
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
            new Respondent(Duration.ZERO)
                .answer(Respondent.link(mail.html(), rating), rating, "kind " + rating));
  }

  private static String address(int person) {
    return "person" + person + "@example.org";
  }

  private static int person(String address) {
    return Integer.parseInt(address.replaceAll("\\D", ""));
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
