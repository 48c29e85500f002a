package io.afterword.dispatch.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dispatch.decision.PolicyTerms;
import io.afterword.dispatch.decision.Trigger;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A policy's terms and the JSON that they are kept as: complete, with every default written out, so
 * that a later change of a default changes no policy.
 *
 * @param filter as it was sent, to be shown again as it was
 */
record PolicyDocument(PolicyTerms terms, @Nullable JsonNode filter) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static PolicyDocument read(String text) {
    try {
      JsonNode stored = JSON.readTree(text);
      JsonNode filter = stored.get("filter");
      return new PolicyDocument(PolicyReader.read(stored).terms(), filter);
    } catch (JsonProcessingException notOurs) {
      throw new UncheckedIOException(notOurs);
    }
  }

  String text() {
    ObjectNode json = JSON.createObjectNode();
    json.put("name", terms.name());
    json.put("surveyId", terms.surveyId().toString());
    ObjectNode trigger = json.putObject("trigger").put("type", terms.trigger().type().name());
    if (terms.trigger() instanceof Trigger.EveryN everyN) {
      trigger.put("n", everyN.n());
    }
    json.put("delay", terms.delay().toString());
    if (filter != null) {
      json.set("filter", filter);
    }
    json.putObject("coolDowns")
        .put("acrossAll", terms.coolDowns().acrossAll().toString())
        .put("perMetric", terms.coolDowns().perMetric().toString())
        .put("perSurvey", terms.coolDowns().perSurvey().toString());
    json.put("expiresAfter", terms.expiresAfter().toString());
    json.put("maxAge", terms.maxAge().toString());
    return json.toString();
  }
}
