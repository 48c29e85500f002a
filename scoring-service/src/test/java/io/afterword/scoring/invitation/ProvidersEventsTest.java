package io.afterword.scoring.invitation;

import io.afterword.dev.test.ProviderSpec;
import org.junit.jupiter.api.Test;

/** What we read of dispatch-service's event is what it commits to, also with later fields. */
class ProvidersEventsTest {

  @Test
  void invitations() {
    ProviderSpec.of("dispatch-service").event("invitation.changed").readBy(InvitationChanged.class);
  }
}
