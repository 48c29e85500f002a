package io.afterword.survey.link;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a key stands for: one invitation to one survey version.
 *
 * @param locale of the contact; absent when it is not known
 * @param context frozen when the invitation was made; a JSON object, passed on unread
 * @param expiresAt from this moment on nothing is taken
 */
public record Link(
    UUID invitationId,
    UUID surveyId,
    int version,
    @Nullable String locale,
    String context,
    Instant expiresAt) {

  public boolean isOpen(Instant now) {
    return now.isBefore(expiresAt);
  }

  LinkState state(boolean answered, Instant now) {
    if (answered) {
      return LinkState.ANSWERED;
    }
    return isOpen(now) ? LinkState.OPEN : LinkState.CLOSED;
  }
}
