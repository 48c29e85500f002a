package io.afterword.dev.system;

import io.afterword.dev.quickstart.loop.Administrator;
import io.afterword.dev.quickstart.loop.Program;
import io.afterword.dev.quickstart.suite.DatabasePlan;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.StartReport;
import io.afterword.dev.quickstart.suite.Suite;
import io.afterword.dev.quickstart.suite.SuitePlan;
import io.afterword.dev.quickstart.suite.ThrowAwayState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A suite of its own for one test, two replicas of each service (or {@code -Dkills.replicas}) on
 * free ports, with a survey and a policy to ask with.
 */
final class World implements AutoCloseable {
  static final int REPLICAS = Integer.getInteger("kills.replicas", 2);

  static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

  /**
   * A mail whose sender was killed is found when its lease has run out; minutes in real life. The
   * lease has to outlast twice the idle timeout by 40 seconds.
   */
  private static final Map<String, String> SHORT_LEASES =
      Map.of(
          "AFTERWORD_DELIVERY_LEASE",
          "PT50S",
          "AFTERWORD_MAIL_IDLE_TIMEOUT",
          "PT5S",
          // A crowd answers at once.
          "AFTERWORD_HONESTY_FASTEST",
          "PT0S");

  /**
   * As a relay that looks at a mail before it takes it: kills find mails on their way. It takes one
   * after the other, so a large crowd needs a faster one.
   */
  static final Duration MAIL_TAKES = Duration.ofMillis(Integer.getInteger("kills.mail-ms", 100));

  private final ThrowAwayState state;
  private final Suite suite;
  private final Program program;
  private final String apiKey;
  private final String surveyId;

  private World(ThrowAwayState state, Suite suite) {
    this.state = state;
    this.suite = suite;
    this.apiKey =
        Administrator.signIn(suite.frontUrl(), suite.secrets().adminPassword())
            .makeKey("system test", Program.SCOPES);
    this.program = new Program(suite.frontUrl(), apiKey).awaitRecognised();
    this.surveyId = program.publishSurvey("How did we do?");
    program.makePolicy(surveyId);
  }

  /**
   * @param test gives the folder its name; what is kept of a failed one is removed by its next run
   * @param mails how many the inbox has to keep
   * @param settings of the services, beside short leases
   */
  static World open(String test, int mails, Map<String, String> settings) {
    return open(test, mails, settings, CHECKOUT);
  }

  /**
   * @param checkout whose packaged services begin
   */
  static World open(String test, int mails, Map<String, String> settings, Path checkout) {
    ThrowAwayState state = ThrowAwayState.under(Path.of("target", "suites", test).toAbsolutePath());
    Map<String, String> all = new HashMap<>(SHORT_LEASES);
    all.putAll(settings);
    SuitePlan plan =
        SuitePlan.ofCheckout(checkout, state.folder(), Ports.free(), new DatabasePlan.Own(false))
            .withReplicas(REPLICAS)
            .withRelay(new SuitePlan.Relay(mails, MAIL_TAKES))
            .withSettings(all);
    Suite suite = Suite.start(plan, StartReport.SILENT);
    try {
      return new World(state, suite);
    } catch (RuntimeException e) {
      suite.close();
      throw e;
    }
  }

  Suite suite() {
    return suite;
  }

  Program program() {
    return program;
  }

  String apiKey() {
    return apiKey;
  }

  String surveyId() {
    return surveyId;
  }

  /** Its logs and data need not stay for somebody to look into. */
  void wentWell() {
    state.wentWell();
  }

  @Override
  public void close() {
    suite.close();
    state.close();
  }
}
