package io.afterword.dev.full;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dev.quickstart.loop.Administrator;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Program;
import io.afterword.dev.quickstart.loop.Respondent;
import io.afterword.dev.quickstart.loop.Visitor;
import io.afterword.dev.quickstart.suite.DatabasePlan;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.StartReport;
import io.afterword.dev.quickstart.suite.Suite;
import io.afterword.dev.quickstart.suite.SuitePlan;
import io.afterword.dev.quickstart.suite.ThrowAwayState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The packaged suite on free ports with a database of its own, and a survey to answer in it. */
final class RunningSuite implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ThrowAwayState state;
  private final Suite suite;
  private final String key;
  private final Visitor program;
  private final Visitor dispatch;
  private final Visitor inbox = Visitor.browser();
  private final String surveyId;

  private RunningSuite(ThrowAwayState state, Suite suite) {
    this.state = state;
    this.suite = suite;
    this.key =
        Administrator.signIn(suite.frontUrl(), adminPassword())
            .makeKey("full checks", Program.SCOPES);
    this.program = Visitor.program(key);
    this.dispatch =
        Visitor.program(
            String.valueOf(suite.secrets().values().get("AFTERWORD_DISPATCH_TO_SURVEY_KEY")));
    Program publisher = new Program(suite.frontUrl(), key).awaitRecognised();
    this.surveyId = publisher.publishSurvey("How did we do?");
    publisher.makePolicy(surveyId);
  }

  /** Takes answers however fast they are; tests do not read. */
  static RunningSuite start() {
    return start(Map.of("AFTERWORD_HONESTY_FASTEST", "PT0S"));
  }

  /**
   * @param settings environment variables of the services
   */
  static RunningSuite start(Map<String, String> settings) {
    ThrowAwayState state =
        ThrowAwayState.under(Path.of("target", "suites", "full").toAbsolutePath());
    Suite suite =
        Suite.start(
            SuitePlan.ofCheckout(
                    Tool.CHECKOUT, state.folder(), Ports.free(), new DatabasePlan.Own(false))
                .withSettings(settings),
            StartReport.SILENT);
    try {
      return new RunningSuite(state, suite);
    } catch (RuntimeException e) {
      suite.close();
      throw e;
    }
  }

  URI front() {
    return suite.frontUrl();
  }

  URI inbox() {
    return suite.inboxUrl();
  }

  /** scoring-service itself, behind the front door. */
  URI scoring() {
    return front().resolve("http://127.0.0.1:" + suite.plan().ports().scoring());
  }

  /** Each service itself, behind the front door, by its full name. */
  Map<String, URI> services() {
    return Stream.of(ServiceKind.values())
        .collect(Collectors.toMap(ServiceKind::fullName, kind -> suite.service(kind).address()));
  }

  /** What the services share, by the names of their environment. */
  Map<String, String> secrets() {
    return suite.secrets().values();
  }

  String apiKey() {
    return key;
  }

  /** Who may do what a program may; one for all, since every visitor has connections of its own. */
  Visitor program() {
    return program;
  }

  /** dispatch-service, as survey-service knows it. */
  Visitor dispatch() {
    return dispatch;
  }

  String adminPassword() {
    return suite.secrets().adminPassword();
  }

  /** Reports an interaction of somebody new and returns the mail's link for a rating. */
  URI linkFor(String locale, int rating) {
    URI mailbox = suite.inboxUrl().resolve("/api/messages?to=" + report(locale));
    JsonNode mail =
        Await.until(
                PATIENCE,
                () -> inbox.get(mailbox).expectSuccess().json().path("messages"),
                messages -> !messages.isEmpty(),
                "no mail came")
            .path(0);
    return Respondent.link(mail.path("html").asText(), rating);
  }

  /** Reports an interaction of somebody new and returns the address. */
  String report(String locale) {
    String id = UUID.randomUUID().toString();
    String address = id + "@example.org";
    program
        .postJson(
            front().resolve("/v1/interactions"),
            Map.of(
                "source",
                "full-checks",
                "id",
                id,
                "kind",
                "SUPPORT",
                "channel",
                "CHAT",
                "occurredAt",
                Instant.now().toString(),
                "contact",
                Map.of("email", address, "name", "Ada Lovelace", "locale", locale)))
        .expectSuccess();
    return address;
  }

  /** The newest deliveries, as the API gives them. */
  List<JsonNode> deliveries() {
    return items("/v1/deliveries?limit=200");
  }

  /** All responses so far, as the API gives them. */
  List<JsonNode> responses() {
    return items("/v1/responses?limit=200&survey=" + surveyId);
  }

  private List<JsonNode> items(String path) {
    JsonNode page = program.get(front().resolve(path)).expectSuccess().json().path("items");
    return StreamSupport.stream(page.spliterator(), false).toList();
  }

  @Override
  public void close() {
    suite.close();
    state.wentWell();
    state.close();
  }
}
