package io.afterword.scoring.annotation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A dated change, such as a release. */
@Entity
class Annotation {
  @Id UUID id;
  @Version long version;
  LocalDate day;
  String title;
  String note;

  @Column(name = "survey_id")
  UUID survey;

  String filter;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  protected Annotation() {}

  static Annotation create(UUID id, AnnotationRequest request, String filter, Instant now) {
    Annotation annotation = new Annotation();
    annotation.id = id;
    annotation.createdAt = now;
    annotation.change(request, filter, now);
    return annotation;
  }

  void change(AnnotationRequest request, String filter, Instant now) {
    this.day = request.day();
    this.title = request.title().strip();
    this.note = request.note();
    this.survey = request.survey();
    this.filter = filter;
    this.updatedAt = now;
  }
}
