package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Program;
import io.afterword.dev.quickstart.loop.Respondent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds what people did and were told against what the services, the inbox and the API say. */
final class Reckoning {
  private static final int LOWEST = 1;
  private static final int HIGHEST = 5;

  private final World world;
  private final Crowd crowd;
  private final int people;
  private final Ledgers ledgers;
  private final Api api;

  Reckoning(World world, Crowd crowd, int people) {
    this.world = world;
    this.crowd = crowd;
    this.people = people;
    this.ledgers = new Ledgers(world.suite());
    this.api = new Api(world);
  }

  Ledgers ledgers() {
    return ledgers;
  }

  /** Those who got a mail and would answer, but have not yet. */
  List<String> missingAnswers() {
    Map<String, Integer> answered = crowd.answered();
    return mails().keySet().stream()
        .filter(Crowd::answers)
        .filter(address -> !answered.containsKey(address))
        .toList();
  }

  /** Answers by rating as scoring-service shows them. */
  Map<String, Long> scoredAnswers() {
    Program.Seen score = world.program().score(world.surveyId());
    return new TreeMap<>(score.distribution());
  }

  /** Answers by rating as survey-service holds them, with the ratings that nobody gave. */
  Map<String, Long> recounted() {
    Map<String, Long> all = new TreeMap<>();
    for (int rating = LOWEST; rating <= HIGHEST; rating++) {
      all.put(Integer.toString(rating), 0L);
    }
    all.putAll(ledgers.recount());
    return all;
  }

  Api.Asked asked() {
    return api.asked();
  }

  void check(boolean retry) {
    checkDecisions();
    checkAnswers();
    checkDeliveries(retry);
    if (retry) {
      checkCopies();
    } else {
      assertThat(world.suite().inbox().mails())
          .extracting(Mail::recipient)
          .as("nobody gets a second mail")
          .doesNotHaveDuplicates();
    }
    assertThat(ledgers.parkedEvents()).isZero();
  }

  /** Every accepted case is there once, with the decision that its reporter was told. */
  private void checkDecisions() {
    assertThat(ledgers.interactions()).isEqualTo((long) Crowd.CASES_EACH * people);
    assertThat(ledgers.decisions()).isEqualTo(crowd.decisions());
    Map<String, String> invitations = ledgers.invitations();
    assertThat(invitations).hasSize(people);
    assertThat(crowd.decisions().values())
        .as("one case of each person is asked about, the other comes too close to it")
        .containsExactlyInAnyOrderElementsOf(
            invitations.values().stream()
                .flatMap(id -> List.of("ASK " + id, "SKIP COOL_DOWN_FLOOR").stream())
                .toList());
  }

  private void checkAnswers() {
    Map<String, String> invitations = ledgers.invitations();
    Map<String, String> expected = new HashMap<>();
    crowd
        .answered()
        .forEach(
            (address, rating) -> expected.put(invitations.get(address), Integer.toString(rating)));
    assertThat(ledgers.ratings()).isEqualTo(expected);
    assertThat(ledgers.responses()).isEqualTo(expected.size());
    assertThat(scoredAnswers()).isEqualTo(recounted());
    assertThat(world.program().score(world.surveyId()).answers()).isEqualTo(expected.size());
  }

  /**
   * SENT is what the inbox has, and what was answered; whatever else was asked is UNKNOWN, and the
   * API lists exactly that.
   */
  private void checkDeliveries(boolean retry) {
    Map<String, String> deliveries = ledgers.deliveries();
    assertThat(deliveries).hasSize(people);
    Map<String, List<Mail>> mails = mails();
    Map<String, String> onceMore = ledgers.sentOnceMore();
    deliveries.forEach(
        (address, state) -> {
          assertThat(state).as("delivery to %s", address).isIn("SENT", "UNKNOWN");
          if (crowd.answered().containsKey(address)) {
            assertThat(state).as("an answer from %s proves its mail", address).isEqualTo("SENT");
          }
          if (!mails.containsKey(address)) {
            assertThat(state).as("no mail came to %s", address).isEqualTo("UNKNOWN");
          }
          if (state.equals("UNKNOWN")) {
            assertThat(onceMore.get(address)).isEqualTo(Boolean.toString(retry));
          }
        });
    Map<String, String> invitations = ledgers.invitations();
    assertThat(api.invitationsWithDelivery("UNKNOWN"))
        .isEqualTo(
            in(deliveries, "UNKNOWN").stream().map(invitations::get).collect(Collectors.toSet()));
  }

  /** A second mail comes only where the first one's outcome was unknown, and is the same mail. */
  private void checkCopies() {
    Map<String, String> onceMore = ledgers.sentOnceMore();
    mails()
        .forEach(
            (address, copies) -> {
              assertThat(copies).as("mails to %s", address).hasSizeBetween(1, 2);
              if (copies.size() == 2) {
                assertThat(onceMore.get(address)).isEqualTo("true");
              }
              assertThat(copies.stream().map(copy -> copy.header("Message-ID")).distinct())
                  .as("Message-ID of the copies to %s", address)
                  .hasSize(1);
              assertThat(copies.stream().map(copy -> Respondent.link(copy.html(), 4)).distinct())
                  .as("link in the copies to %s", address)
                  .hasSize(1);
            });
  }

  /** Numbers for the record; those that must be zero are, or the check has failed. */
  Map<String, Object> found() {
    Map<String, List<Mail>> mails = mails();
    Map<String, String> deliveries = ledgers.deliveries();
    Set<String> unknown = in(deliveries, "UNKNOWN");
    Set<String> onceMore = in(ledgers.sentOnceMore(), "true");
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("mails", world.suite().inbox().received());
    found.put("answered", crowd.answered().size());
    found.put("unknown", unknown.size());
    found.put("unknownButArrived", unknown.stream().filter(mails::containsKey).count());
    found.put("sentOnceMore", onceMore.size());
    found.put("secondCopies", mails.values().stream().filter(of -> of.size() > 1).count());
    found.put("interactionsLost", crowd.decisions().size() - ledgers.interactions());
    found.put("answersLost", crowd.answered().size() - ledgers.responses());
    found.put(
        "mailsLostUnnoticed",
        deliveries.keySet().stream()
            .filter(address -> !mails.containsKey(address) && !unknown.contains(address))
            .count());
    found.put(
        "secondMailsUnasked",
        mails.entrySet().stream()
            .filter(each -> each.getValue().size() > 1 && !onceMore.contains(each.getKey()))
            .count());
    return found;
  }

  private Map<String, List<Mail>> mails() {
    return world.suite().inbox().mails().stream().collect(Collectors.groupingBy(Mail::recipient));
  }

  private static Set<String> in(Map<String, String> values, String value) {
    return values.keySet().stream()
        .filter(key -> value.equals(values.get(key)))
        .collect(Collectors.toSet());
  }
}
