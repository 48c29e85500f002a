package io.afterword.dev.system;

import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Administrator;
import io.afterword.dev.quickstart.loop.Respondent;
import io.afterword.dev.quickstart.loop.Visitor;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A steady day at all three doors: cases come in batches, each of somebody new, everybody who gets
 * a mail opens its page and answers, and people look at scores. Every request may be repeated once.
 */
final class Traffic implements AutoCloseable {
  private static final int BATCH = 5;
  private static final int RESPONDENTS = 4;

  private final World world;
  private final String crowd;
  private final Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Map<ServiceKind, OnceMore> clients = new EnumMap<>(ServiceKind.class);
  private final Visitor helpdesk;
  private final Visitor phone = Visitor.browser();
  private final Administrator manager;
  private final ScheduledExecutorService coming = Executors.newScheduledThreadPool(3);
  private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(RESPONDENTS);
  private final List<ScheduledFuture<?>> answering = new ArrayList<>();
  private final AtomicInteger people = new AtomicInteger();
  private final Map<String, String> reported = new ConcurrentHashMap<>();
  private final Set<Long> takenMails = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> answered = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * @param crowd begins the addresses of its people and the ids of their cases
   */
  Traffic(World world, String crowd) {
    this.world = world;
    this.crowd = crowd;
    for (ServiceKind kind : ServiceKind.values()) {
      clients.put(kind, new OnceMore());
    }
    this.helpdesk = Visitor.program(world.apiKey());
    this.manager =
        Administrator.signIn(world.suite().frontUrl(), world.suite().secrets().adminPassword());
  }

  /**
   * @param aSecond how many people get a case
   */
  void start(int aSecond) {
    every(1000L * BATCH / aSecond, this::report);
    for (int respondent = 0; respondent < RESPONDENTS; respondent++) {
      answering.add(
          workers.scheduleWithFixedDelay(noticing(this::answer), 0, 20, TimeUnit.MILLISECONDS));
    }
    every(100, () -> look("/v1/scores?survey=" + world.surveyId()));
    every(500, () -> page("/scores"));
  }

  /** Nobody new comes; those who have a mail still answer it. */
  void stopReporting() {
    coming.shutdown();
    try {
      if (!coming.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("somebody still waits for the answer to a report");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void every(long milliseconds, Runnable work) {
    ScheduledFuture<?> unused =
        coming.scheduleAtFixedRate(noticing(work), 0, milliseconds, TimeUnit.MILLISECONDS);
  }

  /** The clients of that service. */
  OnceMore clients(ServiceKind kind) {
    Throwable met = failure.get();
    if (met != null) {
      throw new IllegalStateException("somebody gave up", met);
    }
    return clients.getOrDefault(kind, new OnceMore());
  }

  /** Address by accepted case. */
  Map<String, String> reported() {
    return new TreeMap<>(reported);
  }

  /** Rating by address, of whoever was thanked. */
  Map<String, Integer> answered() {
    return new TreeMap<>(answered);
  }

  @Override
  public void close() {
    answering.forEach(each -> each.cancel(true));
    coming.shutdownNow();
    workers.shutdownNow();
  }

  private Runnable noticing(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | AssertionError e) {
        if (!workers.isShutdown()) {
          failure.compareAndSet(null, e);
        }
      }
    };
  }

  private void report() {
    List<Map<String, Object>> cases = new ArrayList<>();
    Map<String, String> addresses = new TreeMap<>();
    for (int n = 0; n < BATCH; n++) {
      int person = people.incrementAndGet();
      String id = crowd + "-" + person;
      String address = id + "@example.org";
      addresses.put(id, address);
      cases.add(
          Map.of(
              "source",
              "helpdesk",
              "id",
              id,
              "kind",
              "SUPPORT",
              "channel",
              "EMAIL",
              "occurredAt",
              at.toString(),
              "resolved",
              true,
              "agent",
              Map.of("id", "agent-" + person % 7),
              "contact",
              Map.of("email", address, "name", "Mia Berg", "locale", "en")));
    }
    URI door = world.suite().frontUrl().resolve("/v1/interactions");
    clients(ServiceKind.DISPATCH)
        .ask(() -> helpdesk.postJson(door, Map.of("interactions", cases)))
        .ifPresent(accepted -> reported.putAll(addresses));
  }

  private void answer() {
    for (Mail mail : world.suite().inbox().mails()) {
      if (mail.recipient().startsWith(crowd + "-") && takenMails.add(mail.id())) {
        answer(mail);
      }
    }
  }

  private void answer(Mail mail) {
    int rating = 1 + (int) (mail.id() % 5);
    URI link = Respondent.link(mail.html(), rating);
    OnceMore phones = clients(ServiceKind.SURVEY);
    phones.ask(() -> phone.get(link));
    phones
        .ask(
            () ->
                phone.postForm(
                    link.resolve(link.getRawPath()),
                    Map.of("rating", Integer.toString(rating), "comment", "Quick and friendly.")))
        .ifPresent(thanked -> answered.put(mail.recipient(), rating));
  }

  private void look(String path) {
    clients(ServiceKind.SCORING).ask(() -> helpdesk.get(world.suite().frontUrl().resolve(path)));
  }

  private void page(String path) {
    clients(ServiceKind.SCORING).ask(() -> manager.open(path));
  }
}
