package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.quickstart.loop.Loop;
import io.afterword.dev.quickstart.loop.LoopReport;
import io.afterword.dev.quickstart.loop.MailCatcher;
import io.afterword.dev.quickstart.suite.DatabasePlan;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.StartReport;
import io.afterword.dev.quickstart.suite.Suite;
import io.afterword.dev.quickstart.suite.SuitePlan;
import io.afterword.dev.quickstart.suite.ThrowAwayState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * From a solved ticket to a score, and the same again on the data that is there then; and what is
 * seen of it from outside.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LoopIT {
  /** Generous: what is promised is 2 s on a quiet machine, and printed here. */
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final List<String> steps = new ArrayList<>();
  private final LoopReport report =
      (step, took, detail) -> {
        steps.add(step);
        System.out.printf("  %-22s %5d ms   %s%n", step, took.toMillis(), detail);
      };

  @Test
  void a_solved_ticket_becomes_a_score_through_the_doors_that_everybody_uses() {
    ThrowAwayState state =
        ThrowAwayState.under(Path.of("target", "suites", "LoopIT").toAbsolutePath());
    Collector collector = new Collector();
    SuitePlan plan =
        SuitePlan.ofCheckout(
                Path.of("../..").toAbsolutePath().normalize(),
                state.folder(),
                Ports.free(),
                new DatabasePlan.Own(true))
            .withSettings(WhatIsSeen.settings(collector));
    try (state;
        collector;
        Suite suite = Suite.start(plan, StartReport.SILENT)) {
      Loop.Outcome first = drive(suite);
      Loop.Outcome second = drive(suite);

      assertThat(steps)
          .containsExactly(
              "signed in",
              "API key made",
              "survey published",
              "policy made",
              "interaction reported",
              "mail in the inbox",
              "rating posted",
              "score changed",
              "signed in",
              "API key made",
              "survey found",
              "interaction reported",
              "mail in the inbox",
              "rating posted",
              "score changed");
      for (Loop.Outcome outcome : List.of(first, second)) {
        assertThat(outcome.interactionToMail()).isLessThan(DEADLINE);
        assertThat(outcome.ratingToScore()).isLessThan(DEADLINE);
      }
      assertThat(second.surveyId()).isEqualTo(first.surveyId());

      WhatIsSeen seen = new WhatIsSeen(suite, collector);
      seen.traces(2);
      seen.logs("Lovelace", "Quick and friendly", first.apiKey(), second.apiKey());
      seen.metrics(2);
      state.wentWell();
    }
  }

  private Loop.Outcome drive(Suite suite) {
    Loop.Outcome outcome =
        Loop.drive(
            suite.frontUrl(),
            MailCatcher.inbox(suite.inboxUrl()),
            suite.secrets().adminPassword(),
            report);
    System.out.printf(
        "  interaction to mail %d ms, rating to score %d ms%n",
        outcome.interactionToMail().toMillis(), outcome.ratingToScore().toMillis());
    return outcome;
  }
}
