package io.afterword.survey.survey;

import io.afterword.platform.problem.Problem;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.problem.SurveyProblem;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A survey: its draft, and which of its versions is the published one. */
@Entity
@Table(name = "survey")
class Survey {

  @Id private UUID id;

  @Version
  @Column(name = "lock_version")
  private long lockVersion;

  @Enumerated(EnumType.STRING)
  private SurveyState state;

  @Convert(converter = DefinitionJson.class)
  private Definition definition;

  @Column(name = "published_version")
  private @Nullable Integer publishedVersion;

  /** Of the survey as others know it: grows with each published version and with archiving. */
  private int revision;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "changed_at")
  private Instant changedAt;

  @Column(name = "archived_at")
  private @Nullable Instant archivedAt;

  protected Survey() {}

  static Survey draft(UUID id, Definition definition, Instant now) {
    Survey survey = new Survey();
    survey.id = id;
    survey.state = SurveyState.DRAFT;
    survey.definition = definition;
    survey.createdAt = now;
    survey.changedAt = now;
    return survey;
  }

  void redefine(Definition next, Instant now) {
    refuseIfArchived("Create a new survey instead of changing this one.");
    if (!definition.equals(next)) {
      definition = next;
      changedAt = now;
    }
  }

  /** Takes the number of the version that was just frozen from the draft. */
  void publishedAs(int version, Instant now) {
    refuseIfArchived("Create a new survey; an archived one is not published again.");
    if (state != SurveyState.PUBLISHED) {
      move(SurveyState.PUBLISHED);
    }
    publishedVersion = version;
    revision++;
    changedAt = now;
  }

  /** Others learn of a version that nobody is asked with. */
  void toldOfImportedVersion() {
    revision++;
  }

  /** Returns whether anything changed. */
  boolean archive(Instant now) {
    if (state == SurveyState.ARCHIVED) {
      return false;
    }
    move(SurveyState.ARCHIVED);
    archivedAt = now;
    changedAt = now;
    revision++;
    return true;
  }

  void refuseIfArchived(String advice) {
    if (state == SurveyState.ARCHIVED) {
      throw Problem.of(SurveyProblem.SURVEY_ARCHIVED, advice);
    }
  }

  private void move(SurveyState next) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException("a survey that is " + state + " cannot be " + next);
    }
    state = next;
  }

  UUID id() {
    return id;
  }

  long lockVersion() {
    return lockVersion;
  }

  SurveyState state() {
    return state;
  }

  Definition definition() {
    return definition;
  }

  @Nullable Integer publishedVersion() {
    return publishedVersion;
  }

  int revision() {
    return revision;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant changedAt() {
    return changedAt;
  }

  @Nullable Instant archivedAt() {
    return archivedAt;
  }
}
