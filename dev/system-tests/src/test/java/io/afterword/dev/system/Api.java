package io.afterword.dev.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dev.quickstart.loop.Visitor;
import java.util.HashSet;
import java.util.Set;

/** What the public API says to a program that keeps the books. */
final class Api {
  private final World world;
  private final Visitor program;

  Api(World world) {
    this.world = world;
    this.program = Visitor.program(world.apiKey());
  }

  /** The invitations with a delivery in that state, over all pages of the list. */
  Set<String> invitationsWithDelivery(String state) {
    Set<String> found = new HashSet<>();
    String path = "/v1/deliveries?limit=50&state=" + state;
    String next = path;
    while (!next.isEmpty()) {
      JsonNode page = get(next);
      for (JsonNode delivery : page.path("items")) {
        if (!found.add(delivery.path("invitationId").asText())) {
          throw new AssertionError("listed twice: " + delivery);
        }
      }
      String cursor = page.path("nextCursor").asText("");
      next = cursor.isEmpty() ? "" : path + "&cursor=" + cursor;
    }
    return found;
  }

  /** How many were asked and how many of them have answered, as scoring-service counts them. */
  Asked asked() {
    JsonNode total = get("/v1/response-rates?survey=" + world.surveyId()).path("total");
    return new Asked(total.path("sent").asLong(), total.path("answered").asLong());
  }

  /** Of the survey's response rate. */
  record Asked(long sent, long answered) {}

  private JsonNode get(String path) {
    return program.get(world.suite().frontUrl().resolve(path)).expectSuccess().json();
  }
}
