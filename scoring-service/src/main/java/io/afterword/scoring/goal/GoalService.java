package io.afterword.scoring.goal;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.http.Created;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.EditedRows;
import io.afterword.platform.http.Idempotency;
import io.afterword.scoring.request.Filters;
import io.afterword.scoring.segment.Segments;
import io.afterword.scoring.wording.Words;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Keeps goals. */
@ApplicationScoped
public class GoalService {
  private static final String TYPE = "goal";

  /** More goals on one page than anybody pursues. */
  private static final int MOST_SHOWN = 20;

  private final EditedRows<Goal> rows = new EditedRows<>(Goal.class, "goal", goal -> goal.version);
  private final GoalJudge judge;
  private final Segments segments;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  GoalService(
      GoalJudge judge, Segments segments, Idempotency idempotency, Audit audit, Clock clock) {
    this.judge = judge;
    this.segments = segments;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  /** A goal with the version that its ETag names. */
  record Versioned(GoalView view, long version) {
    static Versioned of(Goal goal) {
      return new Versioned(GoalView.of(goal), goal.version);
    }
  }

  public Uni<RestResponse<?>> create(@Nullable String key, GoalRequest request) {
    String filter = Filters.kept(request.filter(), segments);
    return judge
        .requirePossible(request)
        .chain(
            () ->
                idempotency.once(
                    key, "createGoal", request, session -> insert(session, request, filter)));
  }

  private Uni<Created<GoalView>> insert(
      Mutiny.Session session, GoalRequest request, String filter) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    Goal goal = Goal.create(id, request, filter, now());
    return session
        .persist(goal)
        .call(session::flush)
        .call(() -> audit.record(session, "goal.created", TYPE, id.toString()))
        .map(done -> Created.at("/v1/goals/" + id, goal.version, GoalView.of(goal)));
  }

  Uni<Versioned> find(UUID id) {
    return rows.find(id).map(Versioned::of);
  }

  Uni<Versioned> change(UUID id, @Nullable String ifMatch, GoalRequest request) {
    String filter = Filters.kept(request.filter(), segments);
    return judge
        .requirePossible(request)
        .chain(
            () ->
                rows.change(
                    id,
                    ifMatch,
                    (session, goal) -> {
                      goal.change(request, filter, now());
                      return session
                          .flush()
                          .call(() -> audit.record(session, "goal.changed", TYPE, id.toString()));
                    }))
        .map(Versioned::of);
  }

  Uni<Void> delete(UUID id, @Nullable String ifMatch) {
    return rows.change(
            id,
            ifMatch,
            (session, goal) ->
                session
                    .remove(goal)
                    .call(session::flush)
                    .call(() -> audit.record(session, "goal.deleted", TYPE, id.toString())))
        .replaceWithVoid();
  }

  Uni<CursorPage<GoalView>> list(@Nullable String cursor, int limit) {
    UUID after = new UUID(0, 0);
    if (cursor != null) {
      try {
        after = UUID.fromString(Cursor.decode(cursor, 1).get(0));
      } catch (IllegalArgumentException forged) {
        throw Cursor.invalid();
      }
    }
    return after(after, limit + 1)
        .map(
            found ->
                CursorPage.of(
                    found, limit, GoalView::of, last -> Cursor.encode(last.id().toString())));
  }

  /** Ids are ordered by time of creation, so the key of the page is the id alone. */
  private static Uni<List<Goal>> after(UUID id, int most) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery("from Goal where id > :after order by id", Goal.class)
                            .setParameter("after", id)
                            .setMaxResults(most)
                            .getResultList()));
  }

  /** The goals that concern a survey, by the day they are due. */
  public Uni<List<GoalView>> concerning(@Nullable UUID survey) {
    return Panache.withSession(
            () ->
                Panache.getSession()
                    .chain(
                        session ->
                            session
                                .createQuery(
                                    // A parameter that may be null has to be told its type, or
                                    // PostgreSQL refuses the statement once and logs it.
                                    "from Goal where cast(:survey as uuid) is null or survey ="
                                        + " :survey or survey is null order by by, id",
                                    Goal.class)
                                .setParameter("survey", survey)
                                .setMaxResults(MOST_SHOWN)
                                .getResultList()))
        .map(found -> found.stream().map(GoalView::of).toList());
  }

  public Uni<GoalVerdict> judge(GoalView goal, Words words) {
    return judge.judge(goal, words);
  }

  /** To what the database keeps, so that the first answer equals the later ones. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
