package io.afterword.scoring.intake;

import io.afterword.platform.feed.FeedReceiver;
import io.afterword.platform.feed.FeedSteps;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.erasure.ErasedInvitations;
import io.afterword.scoring.intake.AnswerCounter.Countable;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.series.SeriesCatalog;
import io.afterword.scoring.series.VersionKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Counts responses as they change; those of a version that is not known yet are kept waiting. */
@ApplicationScoped
class ResponseReceiver implements FeedReceiver {
  private final SeriesCatalog catalog;
  private final WaitingResponses waiting;
  private final AnswerCounter counter;
  private final ErasedInvitations erased;
  private final Workspace workspace;
  private final FeedSteps steps;

  ResponseReceiver(
      SeriesCatalog catalog,
      WaitingResponses waiting,
      AnswerCounter counter,
      ErasedInvitations erased,
      Workspace workspace,
      FeedSteps steps) {
    this.catalog = catalog;
    this.waiting = waiting;
    this.counter = counter;
    this.erased = erased;
    this.workspace = workspace;
    this.steps = steps;
  }

  @Override
  public Set<String> types() {
    return Set.of("response.changed");
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedEvent> events) {
    Instant began = steps.now();
    Instant latest = workspace.latestPast();
    List<ArrivedResponse> arrived =
        events.stream().map(event -> ArrivedResponse.read(event).requireGivenBy(latest)).toList();
    return erased
        .among(tx, invitations(arrived))
        .map(gone -> arrived.stream().map(each -> without(gone, each)).toList())
        .chain(read -> knownVersions(tx, read).chain(known -> countOrKeep(tx, read, known)))
        .invoke(() -> tell(events, arrived, began));
  }

  /** An anonymous response names no invitation, and nothing is told of it. */
  private void tell(List<ReceivedEvent> events, List<ArrivedResponse> arrived, Instant began) {
    for (int i = 0; i < arrived.size(); i++) {
      UUID invitation = arrived.get(i).data().invitationId();
      if (invitation != null) {
        steps.applied(invitation, events.get(i), "count response", began);
      }
    }
  }

  private static List<UUID> invitations(List<ArrivedResponse> arrived) {
    return arrived.stream()
        .map(response -> response.data().invitationId())
        .filter(Objects::nonNull)
        .toList();
  }

  private static ArrivedResponse without(Set<UUID> erased, ArrivedResponse response) {
    UUID invitation = response.data().invitationId();
    return invitation != null && erased.contains(invitation) ? response.withdrawn() : response;
  }

  private Uni<Map<VersionKey, List<Series>>> knownVersions(
      SqlConnection tx, List<ArrivedResponse> arrived) {
    List<VersionKey> wanted = arrived.stream().map(ArrivedResponse::version).distinct().toList();
    return catalog
        .versions(tx, wanted)
        .chain(
            known -> {
              List<VersionKey> unknown =
                  wanted.stream().filter(key -> !known.containsKey(key)).toList();
              return unknown.isEmpty()
                  ? Uni.createFrom().item(known)
                  : lockedLook(tx, unknown).map(found -> both(known, found));
            });
  }

  /** Looks again with the lock that a publication takes too, so that nobody waits for ever. */
  private Uni<Map<VersionKey, List<Series>>> lockedLook(
      SqlConnection tx, List<VersionKey> unknown) {
    return waiting.lock(tx, unknown).chain(() -> catalog.versions(tx, unknown));
  }

  private Uni<Void> countOrKeep(
      SqlConnection tx, List<ArrivedResponse> arrived, Map<VersionKey, List<Series>> known) {
    List<Countable> countable =
        arrived.stream()
            .filter(response -> known.containsKey(response.version()))
            .map(response -> Countable.of(response, version(known, response)))
            .toList();
    List<ArrivedResponse> early =
        arrived.stream().filter(response -> !known.containsKey(response.version())).toList();
    return counter.count(tx, countable).chain(() -> waiting.keep(tx, early));
  }

  private static List<Series> version(
      Map<VersionKey, List<Series>> known, ArrivedResponse response) {
    return known.getOrDefault(response.version(), List.of());
  }

  private static Map<VersionKey, List<Series>> both(
      Map<VersionKey, List<Series>> one, Map<VersionKey, List<Series>> other) {
    Map<VersionKey, List<Series>> all = new HashMap<>(one);
    all.putAll(other);
    return all;
  }
}
