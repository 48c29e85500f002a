package io.afterword.dev.quickstart;

import io.afterword.dev.quickstart.loop.Loop;
import io.afterword.dev.quickstart.loop.LoopException;
import io.afterword.dev.quickstart.loop.MailCatcher;
import io.afterword.dev.quickstart.suite.DatabasePlan;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.Suite;
import io.afterword.dev.quickstart.suite.SuitePlan;
import io.afterword.dev.quickstart.suite.ThrowAwayState;
import java.nio.file.Path;
import java.util.Locale;

/** Drives the loop on free ports and a throw-away database, and ends. */
record Check(Options options, Progress progress) {

  void run() {
    Path afterword = options.checkout().resolve(".afterword");
    try (ThrowAwayState state = ThrowAwayState.under(afterword.resolve("check"))) {
      Suite suite = new Suite(plan(afterword, state));
      StopWithJvm stop = StopWithJvm.watch(suite::close);
      try (suite) {
        progress.say("Checking Afterword on free ports");
        suite.open(progress);
        Loop.Outcome outcome =
            Loop.drive(
                suite.frontUrl(),
                MailCatcher.inbox(suite.inboxUrl()),
                suite.secrets().adminPassword(),
                progress);
        progress.say(sentence(outcome));
        state.wentWell();
      } catch (LoopException e) {
        progress.say("The log to read: " + state.folder().resolve("logs/" + e.service() + ".log"));
        throw e;
      } finally {
        stop.forget();
      }
    }
  }

  private SuitePlan plan(Path afterword, ThrowAwayState state) {
    DatabasePlan database =
        options.postgresUrl() == null
            ? new DatabasePlan.Own(false)
            : new DatabasePlan.Existing(
                options.postgresUrl(), "afterword_check_" + state.name() + "_", true);
    return SuitePlan.ofInstalled(
        options.checkout(), afterword.resolve("app"), state.folder(), Ports.free(), database);
  }

  private static String sentence(Loop.Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "Every step worked: interaction to mail %.2f s, rating to score %.2f s.",
        outcome.interactionToMail().toMillis() / 1000.0,
        outcome.ratingToScore().toMillis() / 1000.0);
  }
}
