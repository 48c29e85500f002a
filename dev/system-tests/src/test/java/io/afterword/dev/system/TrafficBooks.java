package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.benchmarks.Result;
import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds what a {@link Traffic} was told against what inbox, databases and scores say. */
final class TrafficBooks {
  /** Less than a lease: a mail that a replica has left behind must not be tidied up unseen. */
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(30);

  private final World world;
  private final Traffic traffic;
  private final Ledgers ledgers;

  TrafficBooks(World world, Traffic traffic) {
    this.world = world;
    this.traffic = traffic;
    this.ledgers = new Ledgers(world.suite());
  }

  /** Waits until everybody who was reported has got a mail, has answered it, and is counted. */
  void awaitQuiet(Duration patience) {
    Await.until(
        patience,
        () -> traffic.reported().size() - traffic.answered().size(),
        missing -> missing == 0 || gaveUp(),
        "so many of the reported people have not answered");
    Await.until(
        patience,
        () -> new TreeMap<>(world.program().score(world.surveyId()).distribution()),
        shown -> shown.entrySet().containsAll(ledgers.recount().entrySet()),
        "the scores did not become those of a recount");
    // The relay has a mail before its sender has noted that; what is left alone takes longer.
    Await.until(
        SETTLED_AFTER,
        ledgers::unfinishedDeliveries,
        unfinished -> unfinished == 0 || gaveUp(),
        "mails were not settled");
  }

  /** Somebody's request failed twice: what they wanted is not to be waited for. */
  private boolean gaveUp() {
    return List.of(ServiceKind.values()).stream()
        .anyMatch(kind -> traffic.clients(kind).failedTwice() > 0);
  }

  void check() {
    for (ServiceKind kind : ServiceKind.values()) {
      OnceMore clients = traffic.clients(kind);
      assertThat(clients.failedTwice())
          .as("%s, failed twice; all failures: %s", kind, clients.complaints())
          .isZero();
      assertThat(clients.requests()).as("requests to %s", kind).isPositive();
    }
    Map<String, String> reported = traffic.reported();
    assertThat(ledgers.decisions()).containsKeys(reported.keySet().toArray(String[]::new));
    assertThat(mails())
        .as("nobody gets a second mail, and everybody one")
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(reported.values());
    Map<String, String> deliveries = ledgers.deliveries();
    assertThat(reported.values())
        .as("a replica that is told to stop leaves no mail in doubt")
        .allSatisfy(address -> assertThat(deliveries).containsEntry(address, "SENT"));
    Map<String, String> invitations = ledgers.invitations();
    Map<String, String> expected = new HashMap<>();
    traffic
        .answered()
        .forEach(
            (address, rating) -> expected.put(invitations.get(address), Integer.toString(rating)));
    assertThat(ledgers.ratings()).containsAllEntriesOf(expected);
    assertThat(expected).hasSize(reported.size());
    assertThat(ledgers.parkedEvents()).isZero();
  }

  /** For the record. */
  void tell(String name, Map<String, Object> facts, List<Rollout.Replaced> replaced, long seconds) {
    Map<String, Object> found = new LinkedHashMap<>(facts);
    found.put("replicasOfEachService", World.REPLICAS);
    for (ServiceKind kind : ServiceKind.values()) {
      Map<String, Object> service = new LinkedHashMap<>();
      List<Rollout.Replaced> own = replaced.stream().filter(each -> each.kind() == kind).toList();
      service.put("replaced", own.size());
      service.put(
          "longestReadyMillis",
          own.stream().mapToLong(each -> each.ready().toMillis()).max().orElse(0));
      service.put(
          "longestEndMillis",
          own.stream().mapToLong(each -> each.end().toMillis()).max().orElse(0));
      OnceMore clients = traffic.clients(kind);
      clients.complaints().forEach(each -> System.out.printf("  %s: %s%n", kind, each));
      service.putAll(clients.books());
      found.put(kind.fullName(), service);
    }
    Map<String, String> deliveries = ledgers.deliveries();
    Set<String> decided = ledgers.decisions().keySet();
    found.put("interactions", traffic.reported().size());
    found.put("mails", mails().size());
    found.put("answers", traffic.answered().size());
    found.put(
        "interactionsLost",
        traffic.reported().keySet().stream().filter(id -> !decided.contains(id)).count());
    found.put("secondMails", mails().size() - Set.copyOf(mails()).size());
    found.put(
        "mailsInDoubt",
        traffic.reported().values().stream()
            .filter(address -> !"SENT".equals(deliveries.get(address)))
            .count());
    found.put("seconds", seconds);
    Result.tell(
        name,
        found,
        List.of("failuresWithOneRetry", "interactionsLost", "secondMails", "mailsInDoubt"));
  }

  private List<String> mails() {
    Set<String> people = Set.copyOf(traffic.reported().values());
    return world.suite().inbox().mails().stream()
        .map(Mail::recipient)
        .filter(people::contains)
        .collect(Collectors.toList());
  }
}
