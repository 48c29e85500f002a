package io.afterword.scoring.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.scoring.segment.MemberName;
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
 * @param firstResponseSeconds how long the customer waited for the first reply; null if unknown
 */
record Facts(
    Map<Segment, String> values,
    @Nullable String agentName,
    Instant occurredAt,
    @Nullable Integer firstResponseSeconds) {

  /** The fact that is kept as a number, for what comes of waiting. */
  private static final String FIRST_RESPONSE = "firstResponseSeconds";

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
        values,
        MemberName.cleaned(agent.name()),
        occurredAt(response, context),
        seconds(facts.get(FIRST_RESPONSE)));
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

  private static @Nullable Integer seconds(@Nullable JsonNode fact) {
    return fact != null && fact.canConvertToInt() && fact.asInt() >= 0 ? fact.asInt() : null;
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
