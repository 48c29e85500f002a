package io.afterword.dispatch.survey;

import io.afterword.platform.feed.FeedReceiver;
import io.afterword.platform.feed.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what survey-service publishes and archives. */
@ApplicationScoped
class SurveyReceiver implements FeedReceiver {
  static final String PUBLISHED = "survey.published";
  static final String ARCHIVED = "survey.archived";

  /** The fields of survey.published that dispatch reads. */
  record Published(int version, String name, Metric metric) {}

  /** The fields of survey.archived that dispatch reads. */
  record Archived(int version) {}

  /** What is stored; an archived survey keeps the name and metric that it had. */
  record State(
      UUID id,
      int revision,
      int version,
      @Nullable String name,
      @Nullable Metric metric,
      boolean archived) {}

  private final KnownSurveys surveys;

  SurveyReceiver(KnownSurveys surveys) {
    this.surveys = surveys;
  }

  @Override
  public Set<String> types() {
    return Set.of(PUBLISHED, ARCHIVED);
  }

  /** Event by event in the order of revisions, so that an archived survey finds its name. */
  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedEvent> events) {
    Map<Integer, List<State>> byRevision = new TreeMap<>();
    for (ReceivedEvent event : events) {
      byRevision.computeIfAbsent(event.revision(), r -> new ArrayList<>()).add(read(event));
    }
    Uni<Void> chain = Uni.createFrom().voidItem();
    for (List<State> states : byRevision.values()) {
      chain = chain.chain(() -> surveys.keep(tx, distinct(states)));
    }
    return chain;
  }

  /** An upsert may touch a row once; the same survey and revision twice is a redelivery. */
  private static List<State> distinct(List<State> states) {
    var byId = new TreeMap<UUID, State>();
    states.forEach(state -> byId.putIfAbsent(state.id(), state));
    return List.copyOf(byId.values());
  }

  private static State read(ReceivedEvent event) {
    UUID id = UUID.fromString(event.subject());
    if (event.type().equals(ARCHIVED)) {
      Archived archived = event.dataAs(Archived.class);
      return new State(id, event.revision(), archived.version(), null, null, true);
    }
    Published published = event.dataAs(Published.class);
    return new State(
        id, event.revision(), published.version(), published.name(), published.metric(), false);
  }
}
