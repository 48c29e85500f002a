package io.afterword.survey.survey;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.feed.Outbox;
import io.afterword.platform.feed.OutboxEvent;
import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.afterword.platform.http.ETags;
import io.afterword.platform.problem.Problem;
import io.afterword.survey.check.Finding;
import io.afterword.survey.check.SurveyCheck;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.DefinitionFault;
import io.afterword.survey.definition.DefinitionRules;
import io.afterword.survey.problem.SurveyProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Creates, changes, publishes and archives surveys; each in one transaction with its event. */
@ApplicationScoped
class SurveyService {

  private final SurveyRepository surveys;
  private final PublishedVersions versions;
  private final Outbox outbox;
  private final Audit audit;
  private final Clock clock;

  SurveyService(
      SurveyRepository surveys,
      PublishedVersions versions,
      Outbox outbox,
      Audit audit,
      Clock clock) {
    this.surveys = surveys;
    this.versions = versions;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /** A published survey is {@code changed} unless its last version already said the same. */
  record Publication(Survey survey, boolean changed) {}

  Uni<Survey> create(Mutiny.Session session, Definition definition) {
    return create(session, definition, "");
  }

  /**
   * @param at where the definition stands in the request
   */
  Uni<Survey> create(Mutiny.Session session, Definition definition, String at) {
    refuseFaults(definition, at);
    Survey survey = Survey.draft(UuidCreator.getTimeOrderedEpoch(), definition, now());
    return surveys
        .insert(session, survey)
        .chain(() -> record(session, "survey.created", survey))
        .replaceWith(survey);
  }

  /** A draft of its own that says what the draft of another survey says. */
  Uni<Survey> duplicate(Mutiny.Session session, UUID original, DuplicateSurveyRequest request) {
    return surveys
        .require(session, original)
        .chain(survey -> create(session, request.of(survey.definition())));
  }

  Uni<Survey> get(UUID id) {
    return read(session -> surveys.require(session, id));
  }

  Uni<CursorPage<SurveyView>> list(
      @Nullable SurveyState state, @Nullable String cursor, int limit) {
    UUID before = cursor == null ? null : idOf(cursor);
    return read(session -> surveys.list(session, state, before, limit + 1))
        .map(found -> page(found, limit));
  }

  Uni<Survey> redefine(UUID id, @Nullable String ifMatch, Definition definition) {
    refuseFaults(definition, "");
    return change(
        session ->
            surveys
                .requireLocked(session, id)
                .invoke(survey -> ETags.require(ifMatch, survey.lockVersion()))
                .invoke(survey -> survey.redefine(definition, now()))
                .call(session::flush)
                .call(survey -> record(session, "survey.changed", survey)));
  }

  /** Freezes the draft as a version and tells the siblings; nothing if nothing changed. */
  Uni<Publication> publish(UUID id) {
    return change(
        session ->
            surveys
                .requireLocked(session, id)
                .invoke(survey -> survey.refuseIfArchived("An archived survey is not published."))
                .invoke(survey -> refuseWrongScores(survey.definition()))
                .chain(
                    survey -> last(session, survey).chain(last -> publish(session, survey, last))));
  }

  private Uni<Publication> publish(
      Mutiny.Session session, Survey survey, @Nullable PublishedVersion last) {
    return versions
        .nextNumber(session, survey.id())
        .chain(number -> publish(session, survey, last, number));
  }

  private Uni<Publication> publish(
      Mutiny.Session session, Survey survey, @Nullable PublishedVersion last, int number) {
    Instant now = now();
    PublishedVersion next =
        PublishedVersion.of(survey.id(), survey.definition(), last, number, now).orElse(null);
    if (next == null) {
      return Uni.createFrom().item(new Publication(survey, false));
    }
    survey.publishedAs(next.version(), now);
    return versions
        .insert(session, next)
        .chain(() -> tell(session, SurveyEvents.published(next, survey.revision())))
        .chain(() -> record(session, "survey.published", survey))
        .replaceWith(new Publication(survey, true));
  }

  Uni<Survey> archive(UUID id) {
    return change(
        session ->
            surveys
                .requireLocked(session, id)
                .chain(
                    survey ->
                        survey.archive(now())
                            ? archived(session, survey).replaceWith(survey)
                            : Uni.createFrom().item(survey)));
  }

  /** A draft that was never published is unknown to the siblings, so they are told nothing. */
  private Uni<Void> archived(Mutiny.Session session, Survey survey) {
    Integer version = survey.publishedVersion();
    Uni<Void> told =
        version == null
            ? session.flush()
            : tell(
                session,
                SurveyEvents.archived(survey.id(), version, survey.revision(), survey.changedAt()));
    return told.chain(() -> record(session, "survey.archived", survey));
  }

  private Uni<Void> tell(Mutiny.Session session, OutboxEvent event) {
    return session.flush().chain(() -> outbox.append(session, List.of(event)));
  }

  private Uni<@Nullable PublishedVersion> last(Mutiny.Session session, Survey survey) {
    Integer version = survey.publishedVersion();
    return version == null
        ? Uni.createFrom().nullItem()
        : versions.require(session, survey.id(), version);
  }

  private Uni<Void> record(Mutiny.Session session, String action, Survey survey) {
    return audit.record(session, action, "survey", survey.id().toString());
  }

  private static <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
    return Panache.withSession(() -> Panache.getSession().chain(work::apply));
  }

  private static <T> Uni<T> change(Function<Mutiny.Session, Uni<T>> work) {
    return Panache.withTransaction(() -> Panache.getSession().chain(work::apply));
  }

  private static CursorPage<SurveyView> page(List<Survey> found, int limit) {
    boolean more = found.size() > limit;
    List<Survey> shown = more ? found.subList(0, limit) : found;
    return new CursorPage<>(
        shown.stream().map(SurveyView::of).toList(),
        more ? Cursor.encode(shown.get(limit - 1).id().toString()) : null);
  }

  private static UUID idOf(String cursor) {
    try {
      return UUID.fromString(Cursor.decode(cursor, 1).get(0));
    } catch (IllegalArgumentException notAnId) {
      throw Cursor.invalid();
    }
  }

  /** The check advises; this is where it insists. */
  private static void refuseWrongScores(Definition definition) {
    List<Finding> findings = SurveyCheck.blocking(definition);
    if (!findings.isEmpty()) {
      Problem problem = Problem.of(SurveyProblem.SCORES_WOULD_BE_WRONG, findings.get(0).proposal());
      findings.forEach(
          finding -> problem.at(finding.pointer(), finding.rule().name(), finding.why()));
      throw problem;
    }
  }

  private static void refuseFaults(Definition definition, String at) {
    List<DefinitionFault> faults = DefinitionRules.check(definition);
    if (!faults.isEmpty()) {
      Problem problem =
          Problem.of(
              SurveyProblem.INVALID_DEFINITION,
              faults.size() == 1
                  ? faults.get(0).detail()
                  : "There are %d faults; errors lists each with its place."
                      .formatted(faults.size()));
      faults.forEach(
          fault -> problem.at(at + fault.pointer(), fault.kind().name(), fault.detail()));
      throw problem;
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS); // as exact as the database keeps it
  }
}
