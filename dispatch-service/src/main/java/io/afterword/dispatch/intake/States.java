package io.afterword.dispatch.intake;

import io.afterword.dispatch.contact.Contact;
import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.decision.ContactState;
import io.afterword.dispatch.decision.ContactState.ConversationKey;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.delivery.History;
import io.afterword.dispatch.intake.Interactions.Arrived;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Loads what decisions about a batch depend on; the contacts' rows are locked by then. */
@ApplicationScoped
public class States {
  private final Contacts contacts;
  private final History history;
  private final Counters counters;
  private final Interactions interactions;
  private final ZoneId workspaceZone;

  States(
      Contacts contacts,
      History history,
      Counters counters,
      Interactions interactions,
      @ConfigProperty(name = "afterword.workspace.zone") ZoneId workspaceZone) {
    this.contacts = contacts;
    this.history = history;
    this.counters = counters;
    this.interactions = interactions;
    this.workspaceZone = workspaceZone;
  }

  Uni<Map<UUID, ContactState>> of(
      SqlClient tx, List<Arrived> arrived, List<Policy> policies, Instant now) {
    Set<UUID> people = new HashSet<>();
    arrived.forEach(one -> people.add(one.contactId()));
    return contacts
        .read(tx, people)
        .chain(
            known ->
                history
                    .of(tx, people, now)
                    .chain(
                        asked ->
                            counters
                                .of(tx, people, policies)
                                .chain(
                                    counted ->
                                        interactions
                                            .reopenedAt(tx, arrived)
                                            .map(
                                                reopened ->
                                                    states(known, asked, counted, reopened)))));
  }

  /** Of people about whom nothing was reported: nothing is counted or taken up again. */
  public Uni<Map<UUID, ContactState>> ofPeople(SqlClient tx, List<UUID> people, Instant now) {
    return contacts
        .read(tx, people)
        .chain(
            known ->
                history.of(tx, people, now).map(asked -> states(known, asked, Map.of(), Map.of())));
  }

  private Map<UUID, ContactState> states(
      Map<UUID, Contact> known,
      History.Asked asked,
      Map<UUID, Map<UUID, Integer>> counted,
      Map<ConversationKey, Instant> reopened) {
    var states = new HashMap<UUID, ContactState>();
    known.forEach(
        (id, contact) ->
            states.put(
                id,
                new ContactState(
                    id,
                    contact.reach(),
                    contact.zone(workspaceZone),
                    asked.allOf(id),
                    counted.getOrDefault(id, Map.of()),
                    reopened)));
    return states;
  }
}
