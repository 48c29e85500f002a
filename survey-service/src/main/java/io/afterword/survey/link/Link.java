package io.afterword.survey.link;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.survey.respondent.Occasion;
import java.io.IOException;
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
    String agent = null;
    String product = null;
    try (JsonParser frozen = JSON.createParser(context)) {
      frozen.nextToken();
      while (frozen.nextToken() == JsonToken.FIELD_NAME) {
        String field = frozen.currentName();
        frozen.nextToken();
        switch (field) {
          case "agent" -> agent = text(frozen, "name");
          case "facts" -> product = text(frozen, "product");
          default -> frozen.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Occasion.of(agent, product);
  }

  /** Of the object that begins here, read to its end: every view does this, so no tree is made. */
  private static @Nullable String text(JsonParser frozen, String name) throws IOException {
    if (frozen.currentToken() != JsonToken.START_OBJECT) {
      frozen.skipChildren();
      return null;
    }
    String found = null;
    while (frozen.nextToken() == JsonToken.FIELD_NAME) {
      boolean named = frozen.currentName().equals(name);
      if (frozen.nextToken() == JsonToken.VALUE_STRING && named) {
        found = frozen.getText();
      }
      frozen.skipChildren();
    }
    return found;
  }
}
