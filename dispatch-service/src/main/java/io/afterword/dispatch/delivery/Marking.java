package io.afterword.dispatch.delivery;

import io.afterword.dispatch.contact.Contact;
import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.delivery.DeliveryQueue.Claim;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.policy.Policies;
import io.afterword.dispatch.survey.KnownSurveys;
import io.afterword.dispatch.survey.Links;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes the last look and sets the sending marks, in one short transaction. */
@ApplicationScoped
class Marking {
  private final Pool pool;
  private final Contacts contacts;
  private final Invitations invitations;
  private final Deliveries deliveries;
  private final DeliveryQueue queue;
  private final Surroundings surroundings;

  Marking(
      Pool pool,
      Contacts contacts,
      Invitations invitations,
      Deliveries deliveries,
      DeliveryQueue queue,
      Surroundings surroundings) {
    this.pool = pool;
    this.contacts = contacts;
    this.invitations = invitations;
    this.deliveries = deliveries;
    this.queue = queue;
    this.surroundings = surroundings;
  }

  /** What the last look compares with, beside the rows themselves. */
  @ApplicationScoped
  static class Surroundings {
    private final Policies policies;
    private final KnownSurveys surveys;
    private final History history;
    private final Changes changes;

    Surroundings(Policies policies, KnownSurveys surveys, History history, Changes changes) {
      this.policies = policies;
      this.surveys = surveys;
      this.history = history;
      this.changes = changes;
    }

    Uni<Map<UUID, Policy>> policies(SqlConnection tx) {
      return policies.byId(tx);
    }

    Uni<History.Asked> history(SqlConnection tx, Set<UUID> contacts, Instant now) {
      return surveys.all(tx).chain(known -> history.of(tx, contacts, known, now));
    }

    Uni<Void> write(SqlConnection tx, Changes.Gathered gathered, Instant now) {
      return changes.write(tx, gathered, now);
    }
  }

  /**
   * The deliveries that now carry the mark and are to be sent at once.
   *
   * @param margin how much of the lease must be left
   */
  Uni<List<SendingMark.Ready>> mark(
      List<Candidate> candidates, Map<UUID, Links.Answer> links, Instant now, Duration margin) {
    if (candidates.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return pool.withTransaction(
        tx ->
            load(tx, candidates, now)
                .map(loaded -> SendingMark.of(candidates, links, loaded, now))
                .chain(outcome -> write(tx, outcome, now, margin)));
  }

  private Uni<SendingMark.Loaded> load(SqlConnection tx, List<Candidate> candidates, Instant now) {
    Set<UUID> people = candidates.stream().map(Candidate::contactId).collect(Collectors.toSet());
    List<UUID> asked = candidates.stream().map(Candidate::invitationId).distinct().toList();
    List<Claim> claims = candidates.stream().map(Candidate::claim).toList();
    return contacts
        .lock(tx, people)
        .chain(() -> invitations.lock(tx, asked))
        .chain(
            locked ->
                deliveries
                    .lockOf(tx, asked)
                    .chain(
                        messages ->
                            queue
                                .hold(tx, claims)
                                .chain(held -> read(tx, people, locked, messages, held, now))));
  }

  private Uni<SendingMark.Loaded> read(
      SqlConnection tx,
      Set<UUID> people,
      List<Invitation> locked,
      List<Delivery> messages,
      List<UUID> held,
      Instant now) {
    return contacts
        .read(tx, people)
        .chain(
            (Map<UUID, Contact> known) ->
                surroundings
                    .policies(tx)
                    .chain(
                        policies ->
                            surroundings
                                .history(tx, people, now)
                                .map(
                                    history ->
                                        new SendingMark.Loaded(
                                            byId(messages),
                                            locked.stream()
                                                .collect(
                                                    Collectors.toMap(Invitation::id, one -> one)),
                                            known,
                                            policies,
                                            history,
                                            new HashSet<>(held)))));
  }

  /** A row whose lease is nearly over stays as it is: the reaper makes it due again. */
  private Uni<List<SendingMark.Ready>> write(
      SqlConnection tx, SendingMark.Outcome outcome, Instant now, Duration margin) {
    List<Claim> wanted = outcome.ready().stream().map(ready -> ready.candidate().claim()).toList();
    String holder = wanted.isEmpty() ? "" : wanted.get(0).holder();
    return queue
        .mark(tx, wanted, holder, margin)
        .chain(
            marked -> {
              var marks = new HashSet<>(marked);
              wanted.stream()
                  .map(Claim::delivery)
                  .filter(id -> !marks.contains(id))
                  .forEach(outcome.changes().deliveries::remove);
              return surroundings
                  .write(tx, outcome.changes(), now)
                  .replaceWith(
                      outcome.ready().stream()
                          .filter(ready -> marks.contains(ready.candidate().deliveryId()))
                          .toList());
            });
  }

  private static Map<UUID, Delivery> byId(List<Delivery> messages) {
    return messages.stream().collect(Collectors.toMap(Delivery::id, one -> one));
  }
}
