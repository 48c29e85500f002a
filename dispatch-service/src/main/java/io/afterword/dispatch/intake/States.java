package io.afterword.dispatch.intake;

import io.afterword.dispatch.contact.Contact;
import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.decision.ContactState;
import io.afterword.dispatch.decision.ContactState.ConversationKey;
import io.afterword.dispatch.decision.ContactState.Reach;
import io.afterword.dispatch.delivery.History;
import io.afterword.dispatch.intake.Interactions.Arrived;
import io.afterword.dispatch.survey.KnownSurveys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Loads what decisions about a batch depend on; the contacts' rows are locked by then. */
@ApplicationScoped
class States {
  private final Contacts contacts;
  private final History history;
  private final KnownSurveys surveys;
  private final Counters counters;
  private final Interactions interactions;

  States(
      Contacts contacts,
      History history,
      KnownSurveys surveys,
      Counters counters,
      Interactions interactions) {
    this.contacts = contacts;
    this.history = history;
    this.surveys = surveys;
    this.counters = counters;
    this.interactions = interactions;
  }

  Uni<Map<UUID, ContactState>> of(SqlClient tx, List<Arrived> arrived, Instant now) {
    Set<UUID> people = new HashSet<>();
    arrived.forEach(one -> people.add(one.contactId()));
    return contacts
        .read(tx, people)
        .chain(
            known ->
                asked(tx, people, now)
                    .chain(
                        asked ->
                            counters
                                .of(tx, people)
                                .chain(
                                    counted ->
                                        interactions
                                            .reopenedAt(tx, arrived)
                                            .map(
                                                reopened ->
                                                    states(known, asked, counted, reopened)))));
  }

  private Uni<History.Asked> asked(SqlClient tx, Set<UUID> people, Instant now) {
    return surveys.all(tx).chain(known -> history.of(tx, people, known, now));
  }

  private static Map<UUID, ContactState> states(
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
                    reach(contact),
                    asked.allOf(id),
                    counted.getOrDefault(id, Map.of()),
                    reopened)));
    return states;
  }

  private static Reach reach(Contact contact) {
    if (contact.optedOutAt() != null || "OPTED_OUT".equals(contact.suppressed())) {
      return Reach.OPTED_OUT;
    }
    if (contact.address() == null) {
      return Reach.NO_ADDRESS;
    }
    return contact.suppressed() == null ? Reach.MAIL : Reach.BAD_ADDRESS;
  }
}
