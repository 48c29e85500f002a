package io.afterword.scoring.annotation;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.http.Created;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.EditedRows;
import io.afterword.platform.http.Idempotency;
import io.afterword.scoring.request.Filters;
import io.afterword.scoring.request.SurveyReference;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.segment.Segments;
import io.afterword.scoring.tally.Days;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Keeps annotations. */
@ApplicationScoped
public class AnnotationService {
  private static final String TYPE = "annotation";

  /** More on one page's time line than anybody can tell apart. */
  private static final int MOST_WITHIN = 200;

  private final EditedRows<Annotation> rows =
      new EditedRows<>(Annotation.class, "annotation", annotation -> annotation.version);
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
    return rows.find(id).map(Versioned::of);
  }

  Uni<Versioned> change(UUID id, @Nullable String ifMatch, AnnotationRequest request) {
    String filter = checked(request);
    return surveys
        .require(request.survey())
        .chain(
            () ->
                rows.change(
                    id,
                    ifMatch,
                    (session, annotation) -> {
                      annotation.change(request, filter, now());
                      return session
                          .flush()
                          .call(
                              () ->
                                  audit.record(session, "annotation.changed", TYPE, id.toString()));
                    }))
        .map(Versioned::of);
  }

  Uni<Void> delete(UUID id, @Nullable String ifMatch) {
    return rows.change(
            id,
            ifMatch,
            (session, annotation) ->
                session
                    .remove(annotation)
                    .call(session::flush)
                    .call(() -> audit.record(session, "annotation.deleted", TYPE, id.toString())))
        .replaceWithVoid();
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
    return after(day, id, limit + 1)
        .map(
            found ->
                CursorPage.of(
                    found,
                    limit,
                    AnnotationView::of,
                    last -> Cursor.encode(last.day().toString(), last.id().toString())));
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

  /** To what the database keeps, so that the first answer equals the later ones. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
