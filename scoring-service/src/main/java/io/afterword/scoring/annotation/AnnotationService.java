package io.afterword.scoring.annotation;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.http.Created;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.ETags;
import io.afterword.platform.http.Idempotency;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.Filters;
import io.afterword.scoring.request.SurveyReference;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.segment.Segments;
import io.afterword.scoring.tally.Days;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Keeps annotations. */
@ApplicationScoped
public class AnnotationService {
  private static final String TYPE = "annotation";

  /** More on one page's time line than anybody can tell apart. */
  private static final int MOST_WITHIN = 200;

  private final SurveyReference surveys;
  private final Segments segments;
  private final Workspace workspace;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  AnnotationService(
      SurveyReference surveys,
      Segments segments,
      Workspace workspace,
      Idempotency idempotency,
      Audit audit,
      Clock clock) {
    this.surveys = surveys;
    this.segments = segments;
    this.workspace = workspace;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  /** An annotation with the version that its ETag names. */
  record Versioned(AnnotationView view, long version) {
    static Versioned of(Annotation annotation) {
      return new Versioned(AnnotationView.of(annotation), annotation.version);
    }
  }

  public Uni<RestResponse<?>> create(@Nullable String key, AnnotationRequest request) {
    String filter = checked(request);
    return surveys
        .require(request.survey())
        .chain(
            () ->
                idempotency.once(
                    key, "createAnnotation", request, session -> insert(session, request, filter)));
  }

  private Uni<Created<AnnotationView>> insert(
      Mutiny.Session session, AnnotationRequest request, String filter) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    Annotation annotation = Annotation.create(id, request, filter, now());
    return session
        .persist(annotation)
        .call(session::flush)
        .call(() -> audit.record(session, "annotation.created", TYPE, id.toString()))
        .map(
            done ->
                Created.at(
                    "/v1/annotations/" + id, annotation.version, AnnotationView.of(annotation)));
  }

  Uni<Versioned> find(UUID id) {
    return Panache.withSession(
            () -> Panache.getSession().chain(session -> session.find(Annotation.class, id)))
        .map(found -> Versioned.of(present(found, id)));
  }

  Uni<Versioned> change(UUID id, @Nullable String ifMatch, AnnotationRequest request) {
    String filter = checked(request);
    return surveys
        .require(request.survey())
        .chain(
            () ->
                locked(
                    id,
                    ifMatch,
                    (session, annotation) -> {
                      annotation.change(request, filter, now());
                      return session
                          .flush()
                          .call(
                              () ->
                                  audit.record(session, "annotation.changed", TYPE, id.toString()));
                    }));
  }

  Uni<Void> delete(UUID id, @Nullable String ifMatch) {
    return locked(
            id,
            ifMatch,
            (session, annotation) ->
                session
                    .remove(annotation)
                    .call(session::flush)
                    .call(() -> audit.record(session, "annotation.deleted", TYPE, id.toString())))
        .replaceWithVoid();
  }

  private Uni<Versioned> locked(
      UUID id, @Nullable String ifMatch, BiFunction<Mutiny.Session, Annotation, Uni<Void>> work) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .find(Annotation.class, id, LockModeType.PESSIMISTIC_WRITE)
                            .invoke(found -> ETags.require(ifMatch, present(found, id).version))
                            .call(found -> work.apply(session, found))
                            .map(Versioned::of)));
  }

  /** A page in the order of days. */
  Uni<CursorPage<AnnotationView>> list(@Nullable String cursor, int limit) {
    LocalDate day = LocalDate.of(1, 1, 1);
    UUID id = new UUID(0, 0);
    if (cursor != null) {
      List<String> parts = Cursor.decode(cursor, 2);
      try {
        day = LocalDate.parse(parts.get(0));
        id = UUID.fromString(parts.get(1));
      } catch (DateTimeParseException | IllegalArgumentException forged) {
        throw Cursor.invalid();
      }
    }
    return after(day, id, limit + 1).map(found -> page(found, limit));
  }

  private static Uni<List<Annotation>> after(LocalDate day, UUID id, int most) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery(
                                "from Annotation where day > :day or day = :day and id > :id"
                                    + " order by day, id",
                                Annotation.class)
                            .setParameter("day", day)
                            .setParameter("id", id)
                            .setMaxResults(most)
                            .getResultList()));
  }

  private static CursorPage<AnnotationView> page(List<Annotation> found, int limit) {
    List<AnnotationView> items = found.stream().limit(limit).map(AnnotationView::of).toList();
    if (found.size() <= limit) {
      return new CursorPage<>(items, null);
    }
    AnnotationView last = items.get(items.size() - 1);
    return new CursorPage<>(items, Cursor.encode(last.day().toString(), last.id().toString()));
  }

  /** Those within these days that concern the survey, oldest first. */
  public Uni<List<AnnotationView>> within(Days days, @Nullable UUID survey) {
    return Panache.withSession(
            () ->
                Panache.getSession()
                    .chain(
                        session ->
                            session
                                .createQuery(
                                    "from Annotation where day >= :from and day < :to order by day,"
                                        + " id",
                                    Annotation.class)
                                .setParameter("from", days.from())
                                .setParameter("to", days.to())
                                .setMaxResults(MOST_WITHIN)
                                .getResultList()))
        .map(
            found ->
                found.stream()
                    .map(AnnotationView::of)
                    .filter(annotation -> annotation.concerns(survey))
                    .toList());
  }

  private String checked(AnnotationRequest request) {
    workspace.calendar().requireUsable("day", request.day());
    return Filters.kept(request.filter(), segments);
  }

  private static Annotation present(@Nullable Annotation found, UUID id) {
    if (found == null) {
      throw Problem.of(CommonProblem.NOT_FOUND, "There is no annotation " + id + ".");
    }
    return found;
  }

  /** To what the database keeps, so that the first answer equals the later ones. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
