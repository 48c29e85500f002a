package io.afterword.survey.survey;

import io.afterword.platform.audit.Audit;
import io.afterword.platform.feed.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The versions that answers from other tools belong to. Each has the wording and the scale of a
 * published version and is a series of its own; links are never made for it.
 */
@ApplicationScoped
public class ImportedVersions {

  private final SurveyRepository surveys;
  private final PublishedVersions versions;
  private final Outbox outbox;
  private final Audit audit;
  private final Clock clock;

  ImportedVersions(
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

  /** The number of the version for imported answers to that one; made when there is none yet. */
  public Uni<Integer> of(UUID surveyId, int version) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        surveys
                            .requireLocked(session, surveyId)
                            .invoke(
                                survey ->
                                    survey.refuseIfArchived(
                                        "Answers are not imported into an archived survey."))
                            .chain(survey -> of(session, survey, version))));
  }

  private Uni<Integer> of(Mutiny.Session session, Survey survey, int version) {
    return versions
        .importedCopy(session, survey.id(), version)
        .chain(
            known ->
                known.isPresent()
                    ? Uni.createFrom().item(known.get())
                    : versions
                        .require(session, survey.id(), version)
                        .chain(
                            original ->
                                versions
                                    .nextNumber(session, survey.id())
                                    .map(
                                        number ->
                                            original.imported(
                                                number,
                                                clock.instant().truncatedTo(ChronoUnit.MICROS))))
                        .chain(made -> insert(session, survey, made)));
  }

  private Uni<Integer> insert(Mutiny.Session session, Survey survey, PublishedVersion made) {
    survey.toldOfImportedVersion();
    return versions
        .insert(session, made)
        .chain(session::flush)
        .chain(
            () -> outbox.append(session, List.of(SurveyEvents.published(made, survey.revision()))))
        .chain(
            () ->
                audit.record(
                    session, "survey.import-version-made", "survey", survey.id().toString()))
        .replaceWith(made.version());
  }
}
