package io.afterword.scoring.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.scoring.segment.MemberName;
import io.afterword.scoring.segment.NumberFact;
import io.afterword.scoring.segment.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frozen facts of a response, by segment: cleaned values, absent ones left out. Pure.
 *
 * @param numbers those of the reserved numbers that are known
 */
record Facts(
    Map<Segment, String> values,
    @Nullable String agentName,
    Instant occurredAt,
    Map<NumberFact, Integer> numbers) {

  private static final ResponseChanged.Context NO_CONTEXT =
      new ResponseChanged.Context(null, null, null, null, null, null, null, null, null, null, null);

  static Facts of(ResponseChanged response, Map<String, Segment> declaredFacts) {
    ResponseChanged.Context context = Optional.ofNullable(response.context()).orElse(NO_CONTEXT);
    ResponseChanged.Agent agent =
        Optional.ofNullable(context.agent()).orElse(new ResponseChanged.Agent(null, null));
    Map<Segment, String> values = new EnumMap<>(Segment.class);
    put(values, Segment.CHANNEL, context.channel());
    put(values, Segment.AGENT, agent.id());
    put(values, Segment.TEAM, context.team());
    put(values, Segment.LOCALE, response.locale());
    put(values, Segment.TRIGGER, context.trigger());
    put(values, Segment.KIND, context.kind());
    put(values, Segment.STAGE, context.stage());
    put(values, Segment.SURFACE, response.surface());
    Map<String, JsonNode> facts = Optional.ofNullable(context.facts()).orElse(Map.of());
    declaredFacts.forEach((name, place) -> put(values, place, text(facts.get(name))));
    return new Facts(
        values, MemberName.cleaned(agent.name()), occurredAt(response, context), numbers(facts));
  }

  private static Instant occurredAt(ResponseChanged response, ResponseChanged.Context context) {
    return Optional.ofNullable(context.interaction())
        .map(ResponseChanged.Interaction::occurredAt)
        .orElse(response.firstAnsweredAt());
  }

  private static void put(Map<Segment, String> values, Segment segment, @Nullable String raw) {
    String value = MemberName.cleaned(raw);
    if (value != null) {
      values.put(segment, value);
    }
  }

  private static @Nullable String text(@Nullable JsonNode fact) {
    return fact == null || !fact.isValueNode() || fact.isNull() ? null : fact.asText();
  }

  /** Whole numbers from 0; anything else is as good as unknown. */
  private static Map<NumberFact, Integer> numbers(Map<String, JsonNode> facts) {
    Map<NumberFact, Integer> numbers = new EnumMap<>(NumberFact.class);
    for (NumberFact fact : NumberFact.values()) {
      JsonNode value = facts.get(fact.reserved());
      if (value != null && value.canConvertToInt() && value.asInt() >= 0) {
        numbers.put(fact, value.asInt());
      }
    }
    return numbers;
  }

  /** The members that must have a number before this response can be counted. */
  List<MemberName> members() {
    List<MemberName> members = new ArrayList<>();
    values.forEach(
        (segment, value) ->
            members.add(
                new MemberName(
                    segment, value, segment == Segment.AGENT ? agentName : null, occurredAt)));
    return members;
  }
}
