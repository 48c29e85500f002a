package io.afterword.scoring.intake;

import io.afterword.platform.feed.FeedReceiver;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.erasure.ErasedInvitations;
import io.afterword.scoring.intake.AnswerCounter.Countable;
import io.afterword.scoring.series.PublishedVersion;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.series.SeriesCatalog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Learns surveys and their versions, and counts the responses that were waiting for them. */
@ApplicationScoped
class SurveyReceiver implements FeedReceiver {
  private static final String PUBLISHED = "survey.published";
  private static final String ARCHIVED = "survey.archived";

  private final SeriesCatalog catalog;
  private final WaitingResponses waiting;
  private final AnswerCounter counter;
  private final ErasedInvitations erased;

  SurveyReceiver(
      SeriesCatalog catalog,
      WaitingResponses waiting,
      AnswerCounter counter,
      ErasedInvitations erased) {
    this.catalog = catalog;
    this.waiting = waiting;
    this.counter = counter;
    this.erased = erased;
  }

  record SurveyArchived(UUID surveyId, Instant archivedAt) {}

  @Override
  public Set<String> types() {
    return Set.of(PUBLISHED, ARCHIVED);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedEvent> events) {
    List<PublishedVersion> versions =
        events.stream()
            .filter(event -> event.type().equals(PUBLISHED))
            .map(event -> event.dataAs(SurveyPublished.class).at(event.revision()))
            .sorted(Comparator.comparing(PublishedVersion::surveyId))
            .toList();
    Uni<Void> done =
        erased
            .hold(tx)
            .chain(() -> waiting.lock(tx, versions.stream().map(PublishedVersion::key).toList()));
    for (PublishedVersion version : versions) {
      done = done.chain(() -> publish(tx, version));
    }
    for (ReceivedEvent event : events) {
      if (event.type().equals(ARCHIVED)) {
        SurveyArchived archived = event.dataAs(SurveyArchived.class);
        done =
            done.chain(
                () ->
                    catalog.archive(
                        tx, archived.surveyId(), event.revision(), archived.archivedAt()));
      }
    }
    return done;
  }

  private Uni<Void> publish(SqlConnection tx, PublishedVersion version) {
    return catalog
        .keep(tx, version)
        .chain(() -> catalog.versions(tx, List.of(version.key())))
        .map(known -> known.getOrDefault(version.key(), List.of()))
        .chain(
            series -> waiting.take(tx, version.key()).chain(late -> countLate(tx, late, series)));
  }

  /**
   * A waiting response that proves wrong must not hold up the survey: it stays, with its reason.
   */
  private Uni<Void> countLate(SqlConnection tx, List<ArrivedResponse> late, List<Series> series) {
    List<Countable> right = new ArrayList<>();
    Uni<Void> done = Uni.createFrom().voidItem();
    for (ArrivedResponse response : late) {
      try {
        right.add(Countable.of(response, series));
      } catch (RefusedResponseException refusal) {
        String reason = refusal.reason();
        done = done.chain(() -> waiting.refuse(tx, response, reason));
      }
    }
    return done.chain(() -> counter.count(tx, right));
  }
}
