package io.afterword.dev.benchmarks;

import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Solved support cases of people who were never asked before, and the policy that asks them. */
record Interactions(Bed bed) {
  /** Asks everybody after so long. */
  void askAfter(Duration delay) {
    // Dispatch hears of the survey by the feed, so it may have to be told again.
    Await.until(
            Duration.ofSeconds(30),
            () ->
                bed.post(
                    ServiceKind.DISPATCH,
                    "/v1/policies",
                    Map.of(
                        "name", "After support",
                        "surveyId", bed.surveyId(),
                        "trigger", Map.of("type", "PER_INTERACTION"),
                        "delay", delay.toString(),
                        "filter", Map.of("field", "kind", "is", "SUPPORT"))),
            answer -> answer.status() != 422,
            "the policy was not accepted")
        .expectSuccess();
  }

  /** The cases from number {@code first} on, as a helpdesk would report them. */
  static List<Map<String, Object>> cases(long first, int count) {
    String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    List<Map<String, Object>> cases = new ArrayList<>();
    for (long number = first; number < first + count; number++) {
      cases.add(
          Map.of(
              "source",
              "helpdesk",
              "id",
              "case-" + number,
              "kind",
              "SUPPORT",
              "channel",
              "EMAIL",
              "occurredAt",
              at,
              "resolved",
              true,
              "agent",
              Map.of("id", "agent-" + number % 50, "name", "Agent " + number % 50),
              "team",
              "Team " + number % 7,
              "contact",
              Map.of(
                  "id",
                  "customer-" + number,
                  "email",
                  "customer" + number + "@example.org",
                  "name",
                  "Ada Lovelace",
                  "locale",
                  "en")));
    }
    return cases;
  }

  /** Reports that many cases in batches of 500. */
  void report(long first, int count) {
    for (int sent = 0; sent < count; sent += 500) {
      bed.post(
              ServiceKind.DISPATCH,
              "/v1/interactions",
              cases(first + sent, Math.min(500, count - sent)))
          .expectSuccess();
    }
  }
}
