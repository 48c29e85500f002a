package io.afterword.dispatch.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dispatch.decision.PolicyTerms;
import io.afterword.dispatch.decision.Rhythm;
import io.afterword.dispatch.decision.SendWindow;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.decision.Variant;
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
    write(terms.trigger(), json.putObject("trigger"));
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
    write(terms.limits(), json);
    SendWindow window = terms.sending().window();
    if (window != null) {
      write(window, json.putObject("window"));
    }
    var reminders = json.putArray("reminders");
    terms.sending().reminders().forEach(reminder -> reminders.add(reminder.toString()));
    if (!terms.sending().split().isEmpty()) {
      var split = json.putArray("split");
      terms.sending().split().forEach(variant -> write(variant, split.addObject()));
    }
    return json.toString();
  }

  private static void write(Variant variant, ObjectNode json) {
    json.put("name", variant.name());
    if (variant.subject() != null) {
      json.put("subject", variant.subject());
    }
    if (variant.delay() != null) {
      json.put("delay", variant.delay().toString());
    }
    if (variant.window() != null) {
      write(variant.window(), json.putObject("window"));
    }
  }

  private static void write(Trigger trigger, ObjectNode json) {
    json.put("type", trigger.type().name());
    if (trigger instanceof Trigger.EveryN everyN) {
      json.put("n", everyN.n());
      if (everyN.orAfterQuiet() != null) {
        json.put("orAfterQuiet", everyN.orAfterQuiet().toString());
      }
    }
    if (trigger instanceof Trigger.Chain chain) {
      json.put("follows", chain.follows().toString());
      json.put("step", chain.step().name());
      json.put("after", chain.after().toString());
    }
    if (trigger instanceof Trigger.Recurring recurring) {
      if (recurring.rhythm() instanceof Rhythm.Every every) {
        json.put("every", every.every().toString());
        json.put("start", every.start().toString());
      }
      if (recurring.rhythm() instanceof Rhythm.On on) {
        var dates = json.putArray("on");
        on.days().forEach(day -> dates.add(TermReader.said(day)));
      }
      if (recurring.spread() != null) {
        json.put("spread", recurring.spread().toString());
      }
    }
  }

  private static void write(PolicyTerms.Limits limits, ObjectNode json) {
    json.put("sampleRate", limits.sampleRate());
    if (limits.dailyCap() != null) {
      json.put("dailyCap", limits.dailyCap());
    }
    json.put("priority", limits.priority());
    if (limits.initiators() != null) {
      json.put("initiatedBy", limits.initiators().name());
    }
  }

  private static void write(SendWindow window, ObjectNode json) {
    var days = json.putArray("days");
    window.days().stream().sorted().forEach(day -> days.add(day.name()));
    json.put("from", TermReader.said(window.from(), false));
    json.put("to", TermReader.said(window.to(), true));
  }
}
