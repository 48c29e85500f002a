package io.afterword.scoring.intake;

import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.series.Slot;
import io.afterword.scoring.series.VersionKey;
import java.time.Instant;
import java.util.UUID;

/** A response as it stood at that revision. */
record ArrivedResponse(UUID id, int revision, ResponseChanged data) {
  private static final int TIME_ORDERED = 7;

  ArrivedResponse {
    if (id.version() != TIME_ORDERED) {
      throw new RefusedResponseException(
          "response id must be a UUID of version 7", "one of version " + id.version());
    }
  }

  static ArrivedResponse read(ReceivedEvent event) {
    return new ArrivedResponse(
        responseId(event.subject()), event.revision(), event.dataAs(ResponseChanged.class));
  }

  /** Refuses an answer that was not given yet: it would count on a day that is still to come. */
  ArrivedResponse requireGivenBy(Instant latest) {
    if (data.firstAnsweredAt().isAfter(latest)) {
      throw new RefusedResponseException(
          "firstAnsweredAt must not be in the future", data.firstAnsweredAt());
    }
    return this;
  }

  static UUID responseId(String subject) {
    try {
      return UUID.fromString(subject);
    } catch (IllegalArgumentException e) {
      throw new RefusedResponseException("response id must be a UUID", "'" + subject + "'");
    }
  }

  /** The same of somebody who was erased meanwhile: neither counted nor about anybody. */
  ArrivedResponse withdrawn() {
    return new ArrivedResponse(id, revision, data.withdrawn());
  }

  VersionKey version() {
    return new VersionKey(data.surveyId(), data.version());
  }

  short slot() {
    return Slot.of(data.surveyId());
  }

  boolean isOfSignature() {
    return data.surface().equals(Series.SIGNATURE);
  }

  boolean isCounted() {
    return data.state() == ResponseChanged.State.COUNTED;
  }
}
