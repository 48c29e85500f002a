package io.afterword.dispatch.erasure;

import io.afterword.platform.feed.OutboxEvent;
import java.util.List;
import java.util.UUID;

/** What the siblings are told, so that they forget too. */
record ContactErased(UUID erasureId, UUID contactId, List<UUID> invitationIds) {
  static final String TYPE = "contact.erased";

  OutboxEvent event() {
    return OutboxEvent.of(TYPE, contactId.toString(), 1, this);
  }
}
