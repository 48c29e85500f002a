package io.afterword.dev.full;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Visitor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A survey of its own in the running suite, asked without a mail. */
final class AskedAs {

  private final RunningSuite suite;
  private final Visitor program;
  private final String id;

  private AskedAs(RunningSuite suite, String id) {
    this.suite = suite;
    this.program = suite.program();
    this.id = id;
  }

  /** Made from a template with one of its scales, and published. */
  static AskedAs of(RunningSuite suite, String template, String scale) {
    return of(suite, Map.of("template", template, "scale", scale));
  }

  static AskedAs of(RunningSuite suite, Map<String, Object> request) {
    Visitor program = suite.program();
    String id =
        program.postJson(suite.front().resolve("/v1/surveys"), request).expectSuccess().text("/id");
    program
        .postJson(suite.front().resolve("/v1/surveys/" + id + "/publish"), Map.of())
        .expectSuccess();
    return new AskedAs(suite, id);
  }

  String id() {
    return id;
  }

  /** The page of somebody new. */
  URI link(String locale) {
    Map<String, Object> invitation =
        Map.of(
            "invitationId",
            UUID.randomUUID().toString(),
            "surveyId",
            id,
            "contact",
            Map.of("locale", locale),
            "context",
            Map.of("channel", "CHAT", "agent", Map.of("id", "ada", "name", "Ada Berg")),
            "expiresAt",
            Instant.now().plus(Duration.ofDays(14)).toString());
    return URI.create(
        suite
            .dispatch()
            .postJson(
                suite.front().resolve("/v1/links"), Map.of("invitations", List.of(invitation)))
            .expectSuccess()
            .text("/links/0/url"));
  }

  JsonNode definition() {
    return program
        .get(suite.front().resolve("/v1/surveys/" + id))
        .expectSuccess()
        .json()
        .path("definition");
  }

  List<JsonNode> responses() {
    List<JsonNode> found = new ArrayList<>();
    program
        .get(suite.front().resolve("/v1/responses?limit=200&survey=" + id))
        .expectSuccess()
        .json()
        .path("items")
        .forEach(found::add);
    return found;
  }

  /** What scoring-service has made of what the feed brought it. */
  JsonNode scored(String metric, int answers) {
    URI address = suite.front().resolve("/v1/scores?metric=" + metric + "&survey=" + id);
    return Await.until(
        RunningSuite.PATIENCE,
        () -> program.get(address).json(),
        score -> score.toString().contains("\"n\":" + answers),
        "the answers did not reach the scores");
  }
}
