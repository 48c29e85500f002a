package io.afterword.dev.quickstart;

import io.afterword.dev.quickstart.loop.Loop;
import io.afterword.dev.quickstart.loop.LoopException;
import io.afterword.dev.quickstart.loop.MailCatcher;
import io.afterword.dev.quickstart.suite.DatabasePlan;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import io.afterword.dev.quickstart.suite.Suite;
import io.afterword.dev.quickstart.suite.SuiteException;
import io.afterword.dev.quickstart.suite.SuitePlan;
import java.nio.file.Path;
import java.util.Optional;

/** Starts the suite, proves it once, tells where everything is, and stays until it is stopped. */
record Quickstart(Options options, Progress progress) {

  void run() {
    Path state = options.checkout().resolve(".afterword");
    if (options.fresh()) {
      Suite.erase(state);
    }
    long begin = System.nanoTime();
    Suite suite = new Suite(plan(state));
    StopWithJvm stop = StopWithJvm.watch(() -> stop(suite));
    try {
      progress.say("Starting Afterword");
      suite.open(progress);
      LoopMemory loop = driveOnce(suite, state);
      QuickstartFile.of(suite, loop.apiKey()).write(state);
      progress.say(Welcome.text(suite, loop, seconds(begin)));
      awaitEnd(suite);
    } finally {
      suite.close();
      stop.forget();
    }
  }

  private SuitePlan plan(Path state) {
    DatabasePlan database =
        options.postgresUrl() == null
            ? new DatabasePlan.Own(true)
            : new DatabasePlan.Existing(options.postgresUrl(), "afterword_", false);
    return SuitePlan.ofInstalled(
        options.checkout(), state.resolve("app"), state, Ports.documented(), database);
  }

  private LoopMemory driveOnce(Suite suite, Path state) {
    String databases =
        options.postgresUrl() == null
            ? "own"
            : suite.postgres().host() + ":" + suite.postgres().port();
    return LoopMemory.read(state, databases)
        .orElseGet(
            () -> {
              progress.say("First start: driving the loop once, as its users would");
              LoopMemory driven = remember(drive(suite, state), databases);
              driven.write(state);
              return driven;
            });
  }

  private Loop.Outcome drive(Suite suite, Path state) {
    try {
      return Loop.drive(
          suite.frontUrl(),
          MailCatcher.inbox(suite.inboxUrl()),
          suite.secrets().adminPassword(),
          progress);
    } catch (LoopException e) {
      progress.say("The log to read: " + state.resolve("logs/" + e.service() + ".log"));
      throw e;
    }
  }

  private static LoopMemory remember(Loop.Outcome outcome, String databases) {
    return new LoopMemory(databases, outcome.apiKey(), outcome.surveyId());
  }

  /** Waits for Ctrl-C; a service that ends by itself ends the suite with a sentence. */
  private static void awaitEnd(Suite suite) {
    Optional<ServiceProcess> ended = suite.awaitEnd();
    if (ended.isPresent()) {
      throw new SuiteException(
          "%s ended by itself; everything is stopped. The log to read: %s"
              .formatted(ended.get().name(), ended.get().log()));
    }
  }

  private void stop(Suite suite) {
    progress.say("\nStopping");
    suite.close();
    progress.say("Stopped; the data is kept for the next start.");
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
