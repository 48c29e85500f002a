package io.afterword.survey.anonymous;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.survey.definition.Anonymity;

/**
 * What of the frozen context stays with an anonymous answer: the segments that its survey declares
 * and nothing else. Of facts only texts and yes or no stay: a number of seconds belongs to one
 * interaction.
 */
final class KeptSegments {

  private KeptSegments() {}

  static ObjectNode of(Anonymity anonymity, JsonNode context) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (String segment : anonymity.segments()) {
      if (segment.startsWith(Anonymity.FACT)) {
        String name = segment.substring(Anonymity.FACT.length());
        JsonNode fact = context.path("facts").path(name);
        if (fact.isTextual() || fact.isBoolean()) {
          kept.withObjectProperty("facts").set(name, fact);
        }
      } else if (!segment.equals(Anonymity.LOCALE) && context.has(segment)) {
        kept.set(segment, context.get(segment));
      }
    }
    return kept;
  }
}
