package io.afterword.survey.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.survey.respondent.Occasion;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a key stands for: one invitation to one survey version.
 *
 * @param locale of the contact; absent when it is not known
 * @param context frozen when the invitation was made; a JSON object, passed on as it came
 * @param recipientDomain where the mail goes, of its address only what follows the @
 * @param expiresAt from this moment on nothing is taken
 */
public record Link(
    UUID invitationId,
    UUID surveyId,
    int version,
    @Nullable String locale,
    String context,
    @Nullable String recipientDomain,
    Instant expiresAt) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public boolean isOpen(Instant now) {
    return now.isBefore(expiresAt);
  }

  LinkState state(boolean answered, Instant now) {
    if (answered) {
      return LinkState.ANSWERED;
    }
    return isOpen(now) ? LinkState.OPEN : LinkState.CLOSED;
  }

  /** What the frozen context says of the interaction, for the texts that mention it. */
  public Occasion occasion() {
    try {
      JsonNode frozen = JSON.readTree(context);
      return Occasion.of(
          frozen.path("agent").path("name").textValue(),
          frozen.path("facts").path("product").textValue());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
