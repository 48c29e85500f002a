package io.afterword.scoring.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What scoring reads of {@code response.changed}: the whole response as it now stands. Its id and
 * revision are on the envelope.
 */
record ResponseChanged(
    UUID surveyId,
    int version,
    @Nullable UUID invitationId,
    String surface,
    @Nullable String locale,
    State state,
    Completeness completeness,
    Instant firstAnsweredAt,
    Instant answeredAt,
    List<Answer> answers,
    @Nullable Context context) {

  ResponseChanged withdrawn() {
    return new ResponseChanged(
        surveyId,
        version,
        invitationId,
        surface,
        locale,
        State.WITHDRAWN,
        completeness,
        firstAnsweredAt,
        answeredAt,
        List.of(),
        null);
  }

  enum State {
    COUNTED,
    QUARANTINED,
    WITHDRAWN
  }

  enum Completeness {
    PARTIAL,
    COMPLETE
  }

  /** A decimal, so that 4.5 is refused instead of being cut to 4. */
  record Answer(String question, @Nullable BigDecimal rating, @Nullable String text) {}

  /** What was true of the interaction when it happened; absent where nobody was invited. */
  record Context(
      @Nullable Interaction interaction,
      @Nullable String kind,
      @Nullable String stage,
      @Nullable String channel,
      @Nullable String team,
      @Nullable Agent agent,
      @Nullable String trigger,
      @Nullable String contactId,
      @Nullable String contactName,
      @Nullable Company company,
      @Nullable Map<String, JsonNode> facts) {}

  /** What was rated; the conversation is the ticket, order or visit that it belongs to. */
  record Interaction(
      @Nullable Instant occurredAt,
      @Nullable String source,
      @Nullable String conversation,
      @Nullable String url) {}

  record Agent(@Nullable String id, @Nullable String name) {}

  record Company(@Nullable String id, @Nullable String name) {}
}
