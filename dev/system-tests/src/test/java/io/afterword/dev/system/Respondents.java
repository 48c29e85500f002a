package io.afterword.dev.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dev.quickstart.loop.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many people a second answer, each by a link of their own, whether the one before has been
 * thanked or not.
 */
final class Respondents implements AutoCloseable {
  private static final int AT_ONCE = 500;
  private static final int THREADS = 16;

  /** Links for that long; asking for them would take the time of those who answer. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private static final int CREATED = 201;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI front;
  private final Visitor program;
  private final HttpClient phones =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final UUID survey;
  private final int aSecond;
  private final Queue<String> links = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(THREADS);
  private final List<Future<?>> coming = new ArrayList<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicLong slowest = new AtomicLong();
  private long begin;
  private double seconds;

  Respondents(URI front, String key, UUID survey, int aSecond) {
    this.front = front;
    this.program = Visitor.program(key);
    this.survey = survey;
    this.aSecond = aSecond;
  }

  /** One answers. */
  void one() {
    ask(1);
    answer();
    if (taken.getAndSet(0) != 1) {
      throw new AssertionError("the first answer was not taken");
    }
  }

  /** Makes the links. */
  void prepare() {
    for (long made = 0; made < LONGEST.toSeconds() * aSecond; made += AT_ONCE) {
      ask(AT_ONCE);
    }
  }

  private void ask(int count) {
    List<Map<String, Object>> invitations = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      invitations.add(
          Map.of(
              "invitationId", UUID.randomUUID(),
              "surveyId", survey,
              "contact", Map.of("name", "Mia Berg", "locale", "en"),
              "context", Map.of("kind", "SUPPORT", "channel", "EMAIL"),
              "expiresAt", Instant.now().plus(Duration.ofDays(14)).toString()));
    }
    JsonNode made =
        program
            .postJson(front.resolve("/v1/links"), Map.of("invitations", invitations))
            .expectSuccess()
            .json();
    made.path("links").forEach(link -> links.add(link.path("url").asText()));
  }

  void start() {
    begin = System.nanoTime();
    long every = TimeUnit.SECONDS.toNanos(THREADS) / aSecond;
    for (int thread = 0; thread < THREADS; thread++) {
      coming.add(
          clock.scheduleAtFixedRate(
              this::answer, every * thread / THREADS, every, TimeUnit.NANOSECONDS));
    }
  }

  private void answer() {
    String link = links.poll();
    if (link == null) {
      refused.incrementAndGet();
      return;
    }
    long at = System.nanoTime();
    try {
      HttpRequest form =
          HttpRequest.newBuilder(URI.create(link))
              .timeout(PATIENCE)
              .header("Accept", "application/json")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString("rating=4&comment=Quick+and+friendly."))
              .build();
      int status = phones.send(form, HttpResponse.BodyHandlers.discarding()).statusCode();
      (status == CREATED ? taken : refused).incrementAndGet();
    } catch (IOException failed) {
      refused.incrementAndGet();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      refused.incrementAndGet();
    }
    slowest.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at), Math::max);
  }

  /** No more come; those who have begun are waited for. */
  void stop() throws InterruptedException {
    seconds = (System.nanoTime() - begin) / 1e9;
    coming.forEach(each -> each.cancel(false));
    clock.shutdown();
    if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new AssertionError("somebody still waits to be thanked");
    }
  }

  int taken() {
    return taken.get();
  }

  /** Who was told that it did not work, or found no link left. */
  int refused() {
    return refused.get();
  }

  double perSecond() {
    return taken.get() / seconds;
  }

  long slowestMillis() {
    return slowest.get();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
