package io.afterword.dispatch.intake;

import io.afterword.dispatch.intake.Interactions.Arrived;
import io.afterword.dispatch.intake.Interactions.Reply;
import io.afterword.dispatch.interaction.Credit;
import io.afterword.dispatch.interaction.CreditRule;
import io.afterword.dispatch.interaction.Interaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Finds who gets the credit, once, before an interaction is kept. */
@ApplicationScoped
class Crediting {
  private final CreditRule rule;
  private final Interactions interactions;

  Crediting(
      @ConfigProperty(name = "afterword.credit.order") List<Credit> order,
      Interactions interactions) {
    this.rule = new CreditRule(order);
    this.interactions = interactions;
  }

  /** Whoever replied last is read from earlier replies where the report does not say. */
  Uni<List<Arrived>> credit(SqlClient tx, List<Arrived> arrived) {
    List<Interaction> unsaid =
        arrived.stream().map(Arrived::interaction).filter(Crediting::mayHaveReplies).toList();
    return unsaid.isEmpty()
        ? Uni.createFrom().item(arrived.stream().map(one -> credited(one, null)).toList())
        : interactions.lastReplies(tx, unsaid).map(replies -> credit(arrived, unsaid, replies));
  }

  private List<Arrived> credit(
      List<Arrived> arrived, List<Interaction> unsaid, Map<Integer, Reply> replies) {
    var credited = new ArrayList<Arrived>();
    int place = 0;
    for (Arrived one : arrived) {
      boolean asked = place < unsaid.size() && unsaid.get(place).equals(one.interaction());
      Reply known = asked ? replies.get(place) : null;
      place += asked ? 1 : 0;
      credited.add(credited(one, asked ? latest(one.interaction(), arrived, known) : null));
    }
    return credited;
  }

  /** Replies of this batch are not in the table yet. */
  private static @Nullable Reply latest(
      Interaction end, List<Arrived> arrived, @Nullable Reply known) {
    Reply latest = known;
    for (Arrived one : arrived) {
      Interaction other = one.interaction();
      Interaction.Agent by = other.handling().agent();
      if (other.event() == Interaction.Event.REPLIED
          && by != null
          && other.key().source().equals(end.key().source())
          && other.conversation().id().equals(end.conversation().id())
          && !other.occurredAt().isAfter(end.occurredAt())
          && (latest == null || other.occurredAt().isAfter(latest.at()))) {
        latest = new Reply(other.occurredAt(), by);
      }
    }
    return latest;
  }

  private Arrived credited(Arrived arrived, @Nullable Reply reply) {
    Interaction told = arrived.interaction();
    Interaction known = reply == null ? told : told.lastRepliedBy(reply.by());
    return new Arrived(arrived.id(), rule.apply(known), arrived.contactId());
  }

  private static boolean mayHaveReplies(Interaction interaction) {
    return interaction.event() == Interaction.Event.COMPLETED
        && interaction.handling().lastReplied() == null;
  }
}
