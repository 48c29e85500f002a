package io.afterword.dispatch.interaction;

import io.afterword.dispatch.interaction.Interaction.Agent;
import io.afterword.dispatch.interaction.Interaction.Closer;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the credit for what a customer says. A reply is its agent's. An end is, in this order,
 * the assignee's, whoever replied last, whoever closed it; nobody's, where a rule or a bot ended it
 * and no person had replied. Decided once, when the interaction arrives: a later reassignment moves
 * no rating.
 *
 * @param order of the parts that an end is credited by
 */
public record CreditRule(List<Credit> order) {
  private static final Set<Credit> PARTS =
      EnumSet.of(Credit.ASSIGNEE, Credit.LAST_REPLIED, Credit.CLOSED);
  private static final String REPLIES = "replies";

  public CreditRule {
    order = List.copyOf(order);
    if (order.isEmpty()
        || !PARTS.containsAll(order)
        || EnumSet.copyOf(order).size() != order.size()) {
      throw new IllegalArgumentException(
          "credit is given by some of " + PARTS + ", each once, not by " + order);
    }
  }

  /** The interaction with the agent who has the credit for it; one with a credit keeps it. */
  public Interaction apply(Interaction interaction) {
    Handling handling = interaction.handling();
    if (handling.credit() != null) {
      return interaction;
    }
    if (interaction.event() == Interaction.Event.REPLIED) {
      Agent agent = handling.agent() == null ? handling.lastReplied() : handling.agent();
      return interaction.credited(agent, agent == null ? Credit.NOBODY : Credit.REPLIED);
    }
    if (isAutomatic(interaction) && !wasRepliedTo(interaction)) {
      return interaction.credited(null, Credit.NOBODY);
    }
    return order.stream()
        .filter(part -> agent(handling, part) != null)
        .findFirst()
        .map(part -> interaction.credited(agent(handling, part), part))
        .orElseGet(() -> interaction.credited(null, Credit.NOBODY));
  }

  private static @Nullable Agent agent(Handling handling, Credit part) {
    return switch (part) {
      case ASSIGNEE -> handling.assignee();
      case LAST_REPLIED -> handling.lastReplied();
      case CLOSED -> handling.agent();
      case REPLIED, CHOSEN, NOBODY -> null;
    };
  }

  private static boolean isAutomatic(Interaction interaction) {
    return interaction.closedBy() == Closer.AUTOMATION || interaction.closedBy() == Closer.BOT;
  }

  private static boolean wasRepliedTo(Interaction interaction) {
    return interaction.handling().lastReplied() != null
        || (interaction.facts().get(REPLIES) instanceof BigDecimal replies && replies.signum() > 0);
  }
}
