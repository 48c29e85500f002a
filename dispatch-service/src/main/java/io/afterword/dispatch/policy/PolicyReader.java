package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.ChainStep;
import io.afterword.dispatch.decision.Filter;
import io.afterword.dispatch.decision.FilterSense;
import io.afterword.dispatch.decision.PolicyTerms;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.decision.TriggerType;
import io.afterword.dispatch.reading.FieldReader;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.problem.ProblemCode;
import java.math.BigDecimal;
import java.time.Duration;
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

  /** Shorter, it would ask after nearly every interaction, which is another trigger. */
  private static final Duration MIN_QUIET = Duration.ofDays(1);

  private static final Duration MAX_QUIET = Duration.ofDays(365);

  /** The floor between any two invitations is a day by default. */
  private static final Duration MIN_AFTER = Duration.ofDays(1);

  private static final int MAX_CAP = 1_000_000;
  private static final int MAX_PRIORITY = 100;

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
    boolean contactOnly = trigger.knowsTheContactOnly();
    boolean ownTime = contactOnly || trigger instanceof Trigger.OnRequest;
    Duration delay =
        ownTime
            ? TermReader.duration(fields, "delay", Duration.ZERO, Duration.ZERO, Duration.ZERO)
            : TermReader.duration(fields, "delay", DEFAULT_DELAY, Duration.ZERO, MAX_DELAY);
    JsonNode filterNode = fields.node("filter");
    Filter filter =
        filterNode == null ? null : new FilterReader(faults).read(filterNode, "/filter");
    if (filter != null && contactOnly) {
      requireContactsOnly(filter);
    }
    PolicyTerms.Gaps gaps = gaps(fields, turnsApart(trigger));
    Duration expiry =
        TermReader.duration(fields, "expiresAfter", DEFAULT_EXPIRY, MIN_EXPIRY, MAX_EXPIRY);
    Duration maxAge =
        TermReader.duration(fields, "maxAge", DEFAULT_MAX_AGE, Duration.ofMinutes(1), MAX_EXPIRY);
    PolicyTerms.Limits limits = limits(fields);
    var sending =
        new PolicyTerms.Sending(
            WindowReader.read(fields),
            RemindersReader.read(fields, expiry),
            new SplitReader(faults).read(fields, ownTime ? Duration.ZERO : MAX_DELAY));
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
            maxAge,
            limits,
            sending);
    return new Wanted(terms, enabled == null || enabled);
  }

  /** One kind of fault gives its own code; several kinds share one. */
  private Problem refusal() {
    List<String> codes = faults.stream().map(Problem.Fault::code).distinct().toList();
    ProblemCode code =
        codes.size() == 1 ? DispatchProblem.named(codes.get(0)) : DispatchProblem.INVALID_POLICY;
    return Problem.of(code, faults.get(0).detail()).withFaults(faults);
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

  private static Trigger trigger(FieldReader fields) {
    FieldReader trigger = fields.object("trigger");
    if (trigger == null) {
      return new Trigger.PerInteraction();
    }
    TriggerType type = trigger.constant("type", TriggerType.class);
    if (trigger.node("type") == null) {
      trigger.missing("type");
    }
    if (type == TriggerType.RECURRING) {
      Trigger.Recurring recurring = RhythmReader.read(trigger);
      trigger.close();
      return recurring;
    }
    if (type == TriggerType.CHAIN) {
      Trigger.Chain chain = chain(trigger);
      trigger.close();
      return chain;
    }
    if (type != TriggerType.EVERY_N) {
      trigger.close();
      return type == TriggerType.ON_REQUEST
          ? new Trigger.OnRequest()
          : new Trigger.PerInteraction();
    }
    Integer n = TermReader.number(trigger, "n", 2, MAX_N);
    Duration quiet =
        trigger.node("orAfterQuiet") == null
            ? null
            : TermReader.duration(trigger, "orAfterQuiet", MIN_QUIET, MIN_QUIET, MAX_QUIET);
    trigger.close();
    return new Trigger.EveryN(n == null ? Trigger.EveryN.DEFAULT_N : n, quiet);
  }

  private static Trigger.Chain chain(FieldReader trigger) {
    UUID follows =
        trigger.parsed(
            "follows", PolicyReader::uuid, DispatchProblem.UNKNOWN_POLICY, "a policy's id");
    if (trigger.node("follows") == null) {
      trigger.missing("follows");
    }
    if (trigger.node("after") == null) {
      trigger.missing("after");
    }
    ChainStep step = trigger.constant("step", ChainStep.class);
    return new Trigger.Chain(
        follows == null ? new UUID(0, 0) : follows,
        step == null ? ChainStep.SENT : step,
        TermReader.duration(trigger, "after", MIN_AFTER, MIN_AFTER, MAX_GAP));
  }

  private PolicyTerms.Limits limits(FieldReader fields) {
    JsonNode rate = fields.node("sampleRate");
    BigDecimal sampled = BigDecimal.ONE;
    if (rate != null
        && (!rate.isNumber()
            || !FieldReader.isReasonable(rate.decimalValue())
            || rate.decimalValue().signum() <= 0
            || rate.decimalValue().compareTo(BigDecimal.ONE) > 0)) {
      fields.fault(
          "sampleRate",
          DispatchProblem.OUT_OF_RANGE,
          "sampleRate must be a number above 0 and at most 1, such as 0.25 for a quarter.");
    } else if (rate != null) {
      sampled = rate.decimalValue().stripTrailingZeros();
    }
    Integer cap = TermReader.number(fields, "dailyCap", 1, MAX_CAP);
    Integer priority = TermReader.number(fields, "priority", 0, MAX_PRIORITY);
    var initiators = fields.constant("initiatedBy", PolicyTerms.Initiators.class);
    return new PolicyTerms.Limits(sampled, cap, priority == null ? 0 : priority, initiators);
  }

  /** There is no interaction in a turn. */
  private void requireContactsOnly(Filter filter) {
    FilterSense.fields(filter).stream()
        .filter(field -> !field.startsWith("contact.") || field.equals("contact.id"))
        .sorted()
        .forEach(
            field ->
                faults.add(
                    new Problem.Fault(
                        "/filter",
                        DispatchProblem.INVALID_FILTER.name(),
                        "A recurring or chained policy knows the contact only (contact.locale,"
                            + " contact.company.*, contact.attributes.*), not %s."
                                .formatted(field))));
  }

  /**
   * By default half of the rhythm: whoever's turn comes sooner, since the rhythm was changed, was
   * asked already.
   */
  private static Duration turnsApart(Trigger trigger) {
    return trigger instanceof Trigger.Recurring recurring
        ? Duration.ofDays(Math.min(recurring.rhythm().shortest() / 2, MAX_GAP.toDays()))
        : Duration.ZERO;
  }

  private static PolicyTerms.Gaps gaps(FieldReader fields, Duration perSurvey) {
    FieldReader gaps = fields.object("coolDowns");
    if (gaps == null) {
      return new PolicyTerms.Gaps(Duration.ZERO, Duration.ZERO, perSurvey);
    }
    var read =
        new PolicyTerms.Gaps(
            TermReader.duration(gaps, "acrossAll", Duration.ZERO, Duration.ZERO, MAX_GAP),
            TermReader.duration(gaps, "perMetric", Duration.ZERO, Duration.ZERO, MAX_GAP),
            TermReader.duration(gaps, "perSurvey", perSurvey, Duration.ZERO, MAX_GAP));
    gaps.close();
    return read;
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
