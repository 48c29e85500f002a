package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.Filter;
import io.afterword.dispatch.decision.PolicyTerms;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.decision.TriggerType;
import io.afterword.dispatch.reading.FieldReader;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.problem.ProblemCode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a policy as a person or program sends it, and again as it is stored. */
final class PolicyReader {
  static final Duration DEFAULT_DELAY = Duration.ofHours(24);
  static final Duration DEFAULT_EXPIRY = Duration.ofDays(14);
  static final Duration DEFAULT_MAX_AGE = Duration.ofDays(7);

  private static final Duration MAX_DELAY = Duration.ofDays(90);
  private static final Duration MAX_GAP = Duration.ofDays(730);
  private static final Duration MIN_EXPIRY = Duration.ofHours(1);
  private static final Duration MAX_EXPIRY = Duration.ofDays(365);
  private static final int MAX_NAME = 120;
  private static final int MAX_N = 1000;

  /** Terms and the switch beside them. */
  record Wanted(PolicyTerms terms, boolean enabled) {}

  private final List<Problem.Fault> faults = new ArrayList<>();

  private PolicyReader() {}

  /** Fails with a Problem that lists every fault. */
  static Wanted read(@Nullable JsonNode body) {
    if (body == null || !body.isObject()) {
      throw Problem.of(CommonProblem.WRONG_TYPE, "A policy is a JSON object.")
          .at("", CommonProblem.WRONG_TYPE.name(), "Not an object.");
    }
    return new PolicyReader().policy(body);
  }

  private Wanted policy(JsonNode body) {
    var fields = new FieldReader(body, "", faults);
    String name = name(fields);
    UUID surveyId =
        fields.parsed(
            "surveyId", PolicyReader::uuid, DispatchProblem.UNKNOWN_SURVEY, "a survey's id");
    if (fields.node("surveyId") == null) {
      fields.missing("surveyId");
    }
    Trigger trigger = trigger(fields);
    Duration delay = duration(fields, "delay", DEFAULT_DELAY, Duration.ZERO, MAX_DELAY);
    JsonNode filterNode = fields.node("filter");
    Filter filter =
        filterNode == null ? null : new FilterReader(faults).read(filterNode, "/filter");
    PolicyTerms.Gaps gaps = gaps(fields);
    Duration expiry = duration(fields, "expiresAfter", DEFAULT_EXPIRY, MIN_EXPIRY, MAX_EXPIRY);
    Duration maxAge =
        duration(fields, "maxAge", DEFAULT_MAX_AGE, Duration.ofMinutes(1), MAX_EXPIRY);
    Boolean enabled = fields.bool("enabled");
    fields.close();
    if (!faults.isEmpty()) {
      throw refusal();
    }
    var terms =
        new PolicyTerms(
            Objects.requireNonNull(name),
            Objects.requireNonNull(surveyId),
            trigger,
            delay,
            filter,
            gaps,
            expiry,
            maxAge);
    return new Wanted(terms, enabled == null || enabled);
  }

  /** One kind of fault gives its own code; several kinds share one. */
  private Problem refusal() {
    List<String> codes = faults.stream().map(Problem.Fault::code).distinct().toList();
    ProblemCode code = codes.size() == 1 ? code(codes.get(0)) : DispatchProblem.INVALID_POLICY;
    return Problem.of(code, faults.get(0).detail()).withFaults(faults);
  }

  private static ProblemCode code(String name) {
    for (CommonProblem common : CommonProblem.values()) {
      if (common.name().equals(name)) {
        return common;
      }
    }
    return DispatchProblem.valueOf(name);
  }

  private static @Nullable String name(FieldReader fields) {
    String name = fields.text("name", MAX_NAME);
    JsonNode node = fields.node("name");
    if (name == null && (node == null || isBlank(node))) {
      fields.missing("name");
    }
    return name;
  }

  private static boolean isBlank(JsonNode node) {
    return node.isTextual() && node.textValue().isBlank();
  }

  private Trigger trigger(FieldReader fields) {
    FieldReader trigger = fields.object("trigger");
    if (trigger == null) {
      return new Trigger.PerInteraction();
    }
    TriggerType type = trigger.constant("type", TriggerType.class);
    if (trigger.node("type") == null) {
      trigger.missing("type");
    }
    if (type != TriggerType.EVERY_N) {
      trigger.close();
      return new Trigger.PerInteraction();
    }
    JsonNode n = trigger.node("n");
    trigger.close();
    if (n == null) {
      return new Trigger.EveryN(Trigger.EveryN.DEFAULT_N);
    }
    if (!n.isIntegralNumber() || n.intValue() < 2 || n.intValue() > MAX_N) {
      trigger.fault(
          "n",
          DispatchProblem.OUT_OF_RANGE,
          "n must be a whole number from 2 to %d.".formatted(MAX_N));
      return new Trigger.EveryN(Trigger.EveryN.DEFAULT_N);
    }
    return new Trigger.EveryN(n.intValue());
  }

  private static PolicyTerms.Gaps gaps(FieldReader fields) {
    FieldReader gaps = fields.object("coolDowns");
    if (gaps == null) {
      return PolicyTerms.Gaps.NONE;
    }
    var read =
        new PolicyTerms.Gaps(
            duration(gaps, "acrossAll", Duration.ZERO, Duration.ZERO, MAX_GAP),
            duration(gaps, "perMetric", Duration.ZERO, Duration.ZERO, MAX_GAP),
            duration(gaps, "perSurvey", Duration.ZERO, Duration.ZERO, MAX_GAP));
    gaps.close();
    return read;
  }

  private static Duration duration(
      FieldReader fields, String field, Duration otherwise, Duration least, Duration most) {
    Duration given =
        fields.parsed(
            field,
            PolicyReader::parse,
            DispatchProblem.NOT_A_DURATION,
            "an ISO-8601 duration in days, hours, minutes or seconds, such as PT24H or P30D");
    if (given == null) {
      return otherwise;
    }
    if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
      fields.fault(
          field,
          DispatchProblem.OUT_OF_RANGE,
          "%s must lie between %s and %s.".formatted(field, least, most));
    }
    return given;
  }

  private static @Nullable Duration parse(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException malformed) {
      return null;
    }
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
