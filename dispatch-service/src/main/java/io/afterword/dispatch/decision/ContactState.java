package io.afterword.dispatch.decision;

import io.afterword.dispatch.interaction.Interaction;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What decisions about one contact depend on, as it stands under the contact's row lock. Each
 * decision gives a new state, so that the interactions of one batch see one another.
 *
 * @param zone the contact's own, else the workspace's
 * @param invitations every one that may matter to a cool-down
 * @param counted by policy: interactions since it last fired for this contact
 * @param reopenedAt by source and conversation: when it was last taken up again or merged
 */
public record ContactState(
    UUID contactId,
    Reach reach,
    ZoneId zone,
    List<PastInvitation> invitations,
    Map<UUID, Integer> counted,
    Map<ConversationKey, Instant> reopenedAt) {

  /** A conversation at its source. */
  public record ConversationKey(String source, String conversation) {
    public static ConversationKey of(Interaction interaction) {
      return new ConversationKey(interaction.key().source(), interaction.conversation().id());
    }
  }

  public ContactState {
    invitations = List.copyOf(invitations);
    counted = Map.copyOf(counted);
    reopenedAt = Map.copyOf(reopenedAt);
  }

  int countedFor(Policy policy) {
    return counted.getOrDefault(policy.id(), 0);
  }

  boolean wasReopenedAfter(Interaction interaction) {
    Instant at = reopenedAt.get(ConversationKey.of(interaction));
    return at != null && at.isAfter(interaction.occurredAt());
  }

  /**
   * The state after a decision of {@link Decider}.
   *
   * @param invitation the one made from it, when the decision was to ask
   */
  public ContactState after(Policy policy, Decision decision, @Nullable PastInvitation invitation) {
    var counts = new HashMap<>(counted);
    if (Decider.fired(decision)) {
      counts.put(policy.id(), 0);
    } else if (decision instanceof Decision.Skip skip && skip.reason() == SkipReason.COUNTING) {
      counts.merge(policy.id(), 1, Integer::sum);
    }
    var known = new ArrayList<>(invitations);
    if (invitation != null) {
      known.add(invitation);
    }
    return new ContactState(contactId, reach, zone, known, counts, reopenedAt);
  }
}
